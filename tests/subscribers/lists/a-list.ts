import { readAddress } from '../../../src/subscribers/address.ts'
import { type List, openList } from '../../../src/subscribers/lists/list-file.ts'
import { type Arrival, type ListFormat, RowError } from '../../../src/subscribers/lists/list-format.ts'
import type { Listed } from '../../../src/subscribers/lists/list-reading.ts'
import type { Refusal, Status } from '../../../src/subscribers/subscriber.ts'
import { aWorkspace } from '../../a-workspace.ts'

/** A format of its own: an address, a name, and a status. */
export const aFormat: ListFormat = {
  name: 'test',
  title: 'a test',
  readerFor: ({ columns }) =>
    columns.includes('email')
      ? row => {
          const address = readAddress((row.email ?? '').trim())
          if (address === undefined) throw new RowError('not an address')
          return anArrival(address, (row.status || 'active') as Status, { name: row.name ?? '' })
        }
      : undefined,
  files: [{ name: 'all.csv', columns: ['Email', 'Name', 'Status'], takes: () => true, write: () => [] }],
}

export const anArrival = (
  address: string,
  status: Status = 'active',
  profile: Arrival['profile'] = {},
  more: Partial<Arrival> = {},
): Arrival => ({ address, status, profile, details: {}, consents: [], ...more })

/** Opens a file of its own. */
export async function aList(text: string | Uint8Array, name = 'people.csv'): Promise<List> {
  const { path } = await aWorkspace({ [name]: text })
  return openList(path(name), name, [aFormat])
}

/** Everything that a list has. */
export async function readAll(list: List): Promise<{ people: Listed[]; refused: Refusal[] }> {
  const all: { people: Listed[]; refused: Refusal[] } = { people: [], refused: [] }
  for await (const { people, refused } of list.read()) {
    all.people.push(...people)
    all.refused.push(...refused)
  }
  return all
}
