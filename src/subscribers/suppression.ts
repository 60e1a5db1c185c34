import type { Status } from './subscriber.ts'

/** The statuses of those who get nothing. */
export const suppressedStatuses = ['unsubscribed', 'bounced', 'complained'] as const

/** Such as `unsubscribed`. */
export type SuppressedStatus = (typeof suppressedStatuses)[number]

/** Why a mailbox must not be written to again. Of one that is forgotten, only a keyed hash is known. */
export interface Suppression {
  reason: SuppressedStatus | 'forgotten'
  at: Date
  /** The page, the file or the command by which it came. */
  place: string
}

/** Whether people of this status are suppressed. */
export const isSuppressed = (status: Status): status is SuppressedStatus =>
  status !== 'pending' && status !== 'active'
