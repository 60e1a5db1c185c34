import type { EmbeddedFile } from '../../mail/pictures/picture.ts'
import { writtenDays } from '../../mail/words.ts'
import { endOfDay } from '../../posts/days.ts'
import type { Language } from '../../posts/language.ts'
import type { SitePages } from '../pages/site-pages.ts'
import type { PublicMail, PublicView, SentIssue } from '../sent-issues.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import { withValues } from '../words/page-words.ts'
import { RememberedIssues } from './remembered-issues.ts'

/** An issue in a list of issues. */
export interface IssueRow {
  title: string
  preheader: string
  /** Its number, and its days, in the language of the page. */
  number: string
  days: string
  url: string
  language: Language
}

/** The issues that everybody may read; none where the settings say so. */
export class PublicArchive {
  readonly #newsletter: SiteNewsletter
  readonly #pages: SitePages
  readonly #issues: RememberedIssues

  constructor(newsletter: SiteNewsletter, pages: SitePages) {
    this.#newsletter = newsletter
    this.#pages = pages
    this.#issues = new RememberedIssues(newsletter.issues)
  }

  get isOpen(): boolean {
    return this.#newsletter.settings.archive
  }

  /** Newest first. */
  async list(): Promise<readonly SentIssue[]> {
    return this.isOpen ? this.#issues.list() : []
  }

  async find(id: string): Promise<SentIssue | undefined> {
    return (await this.list()).find(({ head }) => head.id.normalize() === id.normalize())
  }

  mailOf(issue: SentIssue): Promise<PublicMail> {
    return this.#issues.mailOf(issue, fromIssue)
  }

  viewOf(issue: SentIssue): Promise<PublicView> {
    return this.#issues.viewOf(issue)
  }

  /** All issues, newest first, as a page in some language lists them. */
  async rows(language: Language): Promise<IssueRow[]> {
    const { issue } = this.#pages.words(language)
    return (await this.list()).map(({ head }) => ({
      title: head.subject,
      preheader: head.preheader,
      number: withValues(issue, { number: String(head.number) }),
      days: writtenDays(head.window, language),
      url: issuePath(this.#pages.places.base, head.id),
      language: head.language,
    }))
  }
}

// As `issuePath` has them.
const fromIssue = { formUrl: '../../', archiveUrl: '../' }

/** Where an issue can be read, below what stands before the pages. */
export const issuePath = (base: string, id: string): string => `${base}/issues/${encodeURIComponent(id)}/`

/** When an issue came out: at the end of its days, or when it was written before that. */
export function timeOf({ head: { window }, changed }: SentIssue): Date {
  const end = endOfDay(window.to, window.timezone)
  return changed < end ? changed : end
}

/** The name in an address of a picture that travels with the mail. */
export const pictureName = ({ cid }: Pick<EmbeddedFile, 'cid'>): string => cid.split('@')[0] ?? ''

/** HTML whose pictures are asked for below an address, which ends in `/`. */
export const withPicturesAt = (html: string, address: string): string =>
  html.replace(/(\bsrc=")cid:([\da-f]{1,64})@masthead"/g, (_, start, name) => `${start}${address}${name}"`)
