import type { IssueHead } from '../issues/issue.ts'
import type { Mail, PublicPlaces } from '../mail/mail.ts'
import type { MailView } from '../mail/mail-view.ts'

/** An issue that was sent. */
export interface SentIssue {
  head: IssueHead
  /** When its file was last changed. */
  changed: Date
  /** The same as long as its file is the same. */
  state: string
}

/** What an issue looks like to anybody: nothing in it is anyone's own. */
export type PublicMail = Pick<Mail, 'html' | 'embedded'>

/** What the feed tells of an issue. */
export type PublicView = Pick<MailView, 'introductionHtml' | 'sections'>

/** Where the issues are that everybody may read. */
export interface SentIssues {
  /** Newest first. */
  list(): Promise<readonly SentIssue[]>
  mailOf(issue: SentIssue, places: PublicPlaces): Promise<PublicMail>
  /** Without its frame. */
  viewOf(issue: SentIssue): Promise<PublicView>
}
