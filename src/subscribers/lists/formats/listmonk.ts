import type { Status } from '../../subscriber.ts'
import { suppressedStatuses } from '../../suppression.ts'
import { readAttributes } from '../cells/attributes-cell.ts'
import { jsonCell } from '../cells/formula-guard.ts'
import { readStatus } from '../cells/status-cell.ts'
import { goTime } from '../cells/time-cell.ts'
import type { Arrival, ListFormat, Row } from '../list-format.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { hasAll } from './signature.ts'

const columns = ['uuid', 'email', 'name', 'attributes', 'status', 'created_at', 'updated_at']
const known = knownColumns(['created_at', 'updated_at'], columns)

const states: Record<string, Status> = {
  enabled: 'active',
  disabled: 'unsubscribed',
  // For a complaint, a bounce or a wish: the file does not say which, and nobody is accused of more than it says.
  blocklisted: 'unsubscribed',
  blacklisted: 'unsubscribed',
}

/**
 * The subscribers of listmonk, and what its import takes. That does not read the column of states, so that those who
 * left go into a file of their own, to be imported as a blocklist.
 */
export const listmonk: ListFormat = defineFormat({
  name: 'listmonk',
  title: 'listmonk',
  readerFor(head) {
    const isOurs = hasAll(head, 'consents')
    if (isOurs || !hasAll(head, 'email', 'attributes')) return undefined
    const isExport = hasAll(head, 'status')
    return row => read(row, isExport)
  },
  files: [
    { name: 'subscribers.csv', state: 'enabled', statuses: ['active'] as const },
    { name: 'disabled.csv', state: 'disabled', statuses: ['pending'] as const },
    {
      name: 'blocklist.csv',
      state: 'blocklisted',
      statuses: suppressedStatuses,
    },
  ].map(({ name, state, statuses }) => ({
    name,
    columns,
    statuses,
    write: ({ subscriber, suppression }) => [
      '',
      subscriber.address,
      subscriber.name,
      jsonCell(subscriber.attributes),
      state,
      goTime(subscriber.since),
      goTime(suppression?.at ?? subscriber.since),
    ],
  })),
})

function read(row: Row, isExport: boolean): Arrival {
  return arrivalOf(
    row,
    {
      address: row.email ?? '',
      name: row.name,
      attributes: () => readAttributes(row.attributes ?? ''),
      status: isExport ? readStatus(row.status ?? '', states) : 'active',
      since: row.created_at,
    },
    known,
  )
}
