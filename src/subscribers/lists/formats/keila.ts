import { type Status, statuses } from '../../subscriber.ts'
import { readAttributes } from '../cells/attributes-cell.ts'
import { jsonCell } from '../cells/formula-guard.ts'
import { joinedName } from '../cells/name-cell.ts'
import { readStatus } from '../cells/status-cell.ts'
import type { Arrival, ListFormat, Row } from '../list-format.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { countOf, hasAll } from './signature.ts'

const columns = ['Email', 'First name', 'Last name', 'Data', 'Status', 'External ID']
const known = knownColumns([], ['email', 'first name', 'last name', 'data', 'status'])

const states: Record<string, Status> = {
  active: 'active',
  unsubscribed: 'unsubscribed',
  unreachable: 'bounced',
}

/** The contacts of a Keila project. */
export const keila: ListFormat = defineFormat({
  name: 'keila',
  title: 'Keila',
  readerFor(head) {
    const signs = ['first name', 'last name', 'external id']
    if (!hasAll(head, 'email', 'data') || countOf(head, signs) === 0) return undefined
    const isStated = hasAll(head, 'status')
    return row => read(row, isStated)
  },
  files: [
    {
      name: 'contacts.csv',
      columns,
      statuses,
      write: ({ subscriber }) => [
        subscriber.address,
        subscriber.name,
        '',
        jsonCell(subscriber.attributes),
        stateOf(subscriber.status),
        '',
      ],
    },
  ],
})

function stateOf(status: Status): string {
  if (status === 'active') return 'active'
  return status === 'bounced' ? 'unreachable' : 'unsubscribed'
}

function read(row: Row, isStated: boolean): Arrival {
  return arrivalOf(
    row,
    {
      address: row.email ?? '',
      name: joinedName(row['first name'] ?? '', row['last name'] ?? ''),
      attributes: () => readAttributes(row.data ?? ''),
      status: isStated ? readStatus(row.status ?? '', states) : 'active',
    },
    known,
  )
}
