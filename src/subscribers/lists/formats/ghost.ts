import { statuses } from '../../subscriber.ts'
import { readYes } from '../cells/status-cell.ts'
import { readTags } from '../cells/tags-cell.ts'
import type { Arrival, ListFormat, Row } from '../list-format.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { hasAll } from './signature.ts'

const columns = [
  'id',
  'email',
  'name',
  'note',
  'subscribed_to_emails',
  'complimentary_plan',
  'stripe_customer_id',
  'created_at',
  'deleted_at',
  'labels',
  'tiers',
]
const known = knownColumns(
  ['created_at', 'deleted_at'],
  [...columns.filter(column => column !== 'note'), 'products'],
)

/** The members of a Ghost site. */
export const ghost: ListFormat = defineFormat({
  name: 'ghost',
  title: 'Ghost',
  readerFor: head => (hasAll(head, 'email', 'subscribed_to_emails') ? read : undefined),
  files: [
    {
      name: 'members.csv',
      columns,
      statuses,
      write: ({ subscriber }) => {
        const cells: Record<string, string> = {
          email: subscriber.address,
          name: subscriber.name,
          subscribed_to_emails: String(subscriber.status === 'active'),
          created_at: subscriber.since.toISOString(),
          labels: subscriber.tags.join(','),
        }
        return columns.map(column => cells[column] ?? '')
      },
    },
  ],
})

function read(row: Row): Arrival {
  return arrivalOf(
    row,
    {
      address: row.email ?? '',
      name: row.name,
      tags: () => readTags(row.labels ?? '', ','),
      status: isSubscribed(row) ? 'active' : 'unsubscribed',
      since: row.created_at,
      leftAt: row.deleted_at,
    },
    known,
  )
}

// Ghost's own import takes an empty cell for a yes.
function isSubscribed(row: Row): boolean {
  const written = row.subscribed_to_emails ?? ''
  const isAsked = written.trim() === '' || readYes(written, 'subscribed_to_emails')
  return isAsked && !row.deleted_at?.trim()
}
