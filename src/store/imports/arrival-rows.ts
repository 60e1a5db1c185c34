import { mailboxOf } from '../../subscribers/address.ts'
import type { Listed } from '../../subscribers/lists/list-reading.ts'
import type { Status } from '../../subscribers/subscriber.ts'
import { tagsJson } from '../subscriber-rows.ts'

/** The columns of an arrival, in the order in which `arrivalRow` has their values. */
export const arrivalColumns = [
  'file',
  'line',
  'mailbox',
  'strength',
  'address',
  'name',
  'language',
  'timezone',
  'tags',
  'attributes',
  'status',
  'since',
  'left_at',
  'paused_until',
  'details',
  'consents',
] as const

// Of one mailbox, what says that it must not be written to wins over what says that it may.
const strengths: Record<Status, number> = {
  pending: 0,
  active: 1,
  unsubscribed: 2,
  bounced: 3,
  complained: 4,
}

/** The values of one person of a file. */
export function arrivalRow(file: number, { line, arrival }: Listed): (string | number | null)[] {
  const { address, profile, status, since, leftAt, pausedUntil, details, consents } = arrival
  const { name = '', tags = [], attributes = {} } = profile
  return [
    file,
    line,
    mailboxOf(address),
    strengths[status],
    address,
    name,
    profile.language ?? null,
    profile.timezone ?? null,
    tagsJson(tags),
    JSON.stringify(attributes),
    status,
    since?.toISOString() ?? null,
    leftAt?.toISOString() ?? null,
    pausedUntil?.toISOString() ?? null,
    JSON.stringify(details),
    JSON.stringify(consents),
  ]
}
