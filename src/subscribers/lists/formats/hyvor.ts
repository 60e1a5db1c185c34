import { type Status, statuses } from '../../subscriber.ts'
import { readStatus } from '../cells/status-cell.ts'
import { sqlTime } from '../cells/time-cell.ts'
import type { Arrival, ListFormat, Row } from '../list-format.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { hasAll } from './signature.ts'

const columns = ['Email', 'Status', 'Subscribed At', 'Source']
const known = knownColumns(['subscribed at', 'source'], ['email', 'status', 'name'])

const states: Record<string, Status> = {
  subscribed: 'active',
  pending: 'pending',
  unsubscribed: 'unsubscribed',
}
const stateOf: Record<Status, string> = {
  active: 'subscribed',
  pending: 'pending',
  unsubscribed: 'unsubscribed',
  bounced: 'unsubscribed',
  complained: 'unsubscribed',
}

/** The subscribers of Hyvor Post; each column after the first four is of the newsletter's own. */
export const hyvor: ListFormat = defineFormat({
  name: 'hyvor',
  title: 'Hyvor Post',
  readerFor: head => (hasAll(head, 'email', 'status', 'subscribed at') ? read : undefined),
  files: [
    {
      name: 'subscribers.csv',
      columns,
      statuses,
      write: ({ subscriber: { address, status, since }, consents }) => [
        address,
        stateOf[status],
        status === 'pending' ? '' : sqlTime(since),
        consents[0]?.how === 'form' ? 'form' : 'import',
      ],
    },
  ],
})

function read(row: Row): Arrival {
  return arrivalOf(
    row,
    {
      address: row.email ?? '',
      name: row.name,
      status: readStatus(row.status ?? '', states),
      since: row['subscribed at'],
    },
    known,
  )
}
