import type { IssueOrigin } from './issue-origin.ts'
import type { ReceivedMail } from './received-mail.ts'
import type { Finding } from './report.ts'

/** A mail as the checks see it: what a reader's program receives and, of the newsletter's own, what it was made of. */
export interface CheckedMail {
  received: ReceivedMail
  origin?: IssueOrigin
  /** The time of the check; without it, nothing is said of a date that is yet to come. */
  now?: Date
  /** Whether the sender sends 5,000 mails a day or more, of whom mail providers ask more. */
  isBulk?: boolean
}

/** One check: what it looks for, and all that is wrong. */
export interface Check {
  /** As it stands in reports, such as `html-size`. */
  name: string
  /** Why it cannot be made of this mail or on this machine; absent, it can. */
  cannotRun?(mail: CheckedMail): string | undefined
  run(mail: CheckedMail): readonly Finding[] | Promise<readonly Finding[]>
}

/** Thrown by a check that only finds out by trying that it cannot be made, with the reason as its message. */
export class CannotRun extends Error {}
