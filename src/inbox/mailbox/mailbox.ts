import type { MailMarks } from './mail-marks.ts'
import type { CapturedMail } from './mail-row.ts'

/** What happened in a mailbox. A mail that `replaces` another is the same message, rendered again. */
export type MailboxEvent =
  | { kind: 'arrived'; id: string; replaces?: string }
  | { kind: 'removed'; ids: readonly string[] }
  | { kind: 'changed'; ids: readonly string[] }

/** A mail in a list, with what was noted about it. */
export type ListedMail = CapturedMail & MailMarks

/** What the pages and the API need of a mailbox. */
export interface Mailbox {
  /** Newest first. */
  list(): Promise<ListedMail[]>
  /** The mails that fit a query in Mailpit's words, newest first; its days are those of a time zone, else this machine's. */
  search(query: string, timezone?: string): Promise<ListedMail[]>
  /** The stored bytes; undefined when there is no mail of this id. */
  read(id: string): Promise<Buffer | undefined>
  /** Calls the listener for everything that happens from now on, until the returned function is called. */
  subscribe(listener: (event: MailboxEvent) => void): () => void
}
