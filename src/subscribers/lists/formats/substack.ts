import { suppressedStatuses } from '../../suppression.ts'
import { readYes } from '../cells/status-cell.ts'
import type { Arrival, ListFormat, Row } from '../list-format.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { countOf, hasAll } from './signature.ts'

const columns = [
  'email',
  'active_subscription',
  'expiry',
  'plan',
  'email_disabled',
  'created_at',
  'first_payment_at',
]
const dashboard = ['stripe plan', 'cancel date', 'start date', 'paid upgrade date', 'activity', 'type']
// What somebody pays, and reads, is no part of what they agreed to get by mail.
const known = knownColumns(['created_at', 'start date'], [...columns, ...dashboard, 'prefer_digests', 'name'])

/**
 * The list of a Substack, of all times. Its import takes every address of a file, whoever disabled mails to it, so
 * that those who left go into a file of their own.
 */
export const substack: ListFormat = defineFormat({
  name: 'substack',
  title: 'Substack',
  readerFor(head) {
    const isExport = hasAll(head, 'email', 'email_disabled') || hasAll(head, 'email', 'active_subscription')
    const isDashboard = hasAll(head, 'email') && countOf(head, dashboard.slice(0, 4)) >= 2
    return isExport || isDashboard ? read : undefined
  },
  files: [
    { name: 'subscribed.csv', statuses: ['active'] as const },
    { name: 'disabled.csv', statuses: ['pending', ...suppressedStatuses] as const },
  ].map(file => ({
    ...file,
    columns,
    write: ({ subscriber: { address, since, status } }) => [
      address,
      'false',
      '',
      '',
      String(status !== 'active'),
      since.toISOString(),
      '',
    ],
  })),
})

function read(row: Row): Arrival {
  return arrivalOf(
    row,
    {
      address: row.email ?? '',
      name: row.name,
      status: readYes(row.email_disabled ?? '', 'email_disabled') ? 'unsubscribed' : 'active',
      since: row.created_at || row['start date'],
    },
    known,
  )
}
