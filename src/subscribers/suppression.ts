import type { Status } from './subscriber.ts'

/** Why a mailbox must not be written to again. Of one that is forgotten, only a keyed hash is known. */
export interface Suppression {
  reason: 'unsubscribed' | 'bounced' | 'complained' | 'forgotten'
  at: Date
  /** The page, the file or the command by which it came. */
  place: string
}

/** Whether people of this status are suppressed. */
export const isSuppressed = (status: Status): status is 'unsubscribed' | 'bounced' | 'complained' =>
  status !== 'pending' && status !== 'active'
