import { type Status, statuses } from '../../subscriber.ts'
import { readJsonOrPython } from '../cells/attributes-cell.ts'
import { jsonCell } from '../cells/formula-guard.ts'
import { readStatus } from '../cells/status-cell.ts'
import { readTags } from '../cells/tags-cell.ts'
import type { Arrival, ListFormat, Row } from '../list-format.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { countOf, hasAll } from './signature.ts'

const columns = [
  'id',
  'secondary_id',
  'email',
  'notes',
  'subscriber_type',
  'referrer_url',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'creation_date',
  'ip_address',
  'subscription_date',
  'unsubscription_date',
  'tags',
  'metadata',
]
const details = [
  'creation_date',
  'subscription_date',
  'ip_address',
  'referrer_url',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'unsubscription_date',
  'unsubscription_reason',
  'undeliverability_date',
  'undeliverability_reason',
]
const known = knownColumns(details, [
  ...columns.filter(column => column !== 'notes'),
  'email_address',
  'type',
])

// https://docs.buttondown.com/api-subscribers-type
const types: Record<string, Status> = {
  regular: 'active',
  premium: 'active',
  trialed: 'active',
  unpaid: 'active',
  gifted: 'active',
  churning: 'active',
  churned: 'active',
  // What they paused is paying.
  paused: 'active',
  past_due: 'active',
  unactivated: 'pending',
  unsubscribed: 'unsubscribed',
  removed: 'unsubscribed',
  // Thought to be no people, who therefore asked for nothing.
  spammy: 'unsubscribed',
  blocked: 'unsubscribed',
  disposable: 'unsubscribed',
  disabled: 'unsubscribed',
  undeliverable: 'bounced',
  malformed: 'bounced',
  complained: 'complained',
}
const typeOf: Record<Status, string> = {
  active: 'regular',
  pending: 'unactivated',
  unsubscribed: 'unsubscribed',
  bounced: 'undeliverable',
  complained: 'complained',
}

/** The subscribers of Buttondown, under the names of its older and newer interface. */
export const buttondown: ListFormat = defineFormat({
  name: 'buttondown',
  title: 'Buttondown',
  readerFor(head) {
    const isNamed = countOf(head, ['email', 'email_address']) > 0
    const isTyped = countOf(head, ['subscriber_type', 'type']) > 0
    const signs = [...details, 'secondary_id', 'metadata']
    const isOurs = hasAll(head, 'subscriber_type') || countOf(head, signs) >= 2
    return isNamed && isTyped && isOurs ? read : undefined
  },
  files: [
    {
      name: 'subscribers.csv',
      columns,
      statuses,
      write: ({ subscriber, suppression }) => {
        const since = subscriber.since.toISOString()
        const cells: Record<string, string> = {
          email: subscriber.address,
          subscriber_type: typeOf[subscriber.status],
          creation_date: since,
          subscription_date: subscriber.status === 'pending' ? '' : since,
          unsubscription_date: suppression?.at.toISOString() ?? '',
          tags: subscriber.tags.join(';'),
          metadata: jsonCell(subscriber.attributes),
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
      address: row.email || row.email_address || '',
      tags: () => readTags(row.tags ?? '', ';'),
      attributes: () => readJsonOrPython(row.metadata ?? ''),
      status: readStatus(row.subscriber_type || row.type || '', types),
      since: row.subscription_date || row.creation_date,
      leftAt: row.unsubscription_date || row.undeliverability_date,
    },
    known,
  )
}
