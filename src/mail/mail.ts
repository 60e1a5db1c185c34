import type { Language } from '../posts/language.ts'
import type { Campaign } from './campaign.ts'
import type { EmbeddedFile, PictureProblem } from './pictures/picture.ts'
import type { Theme } from './theme/theme.ts'

/** An issue, rendered; what differs from subscriber to subscriber has slots, which `personalMail` fills. */
export interface Mail {
  issue: string
  /** Of its window, such as `2026-01-18`. */
  lastDay: string
  language: Language
  subject: string
  /** For readers whose name is known: `{name}` stands for it. */
  subjectByName?: string | undefined
  preheader: string
  html: string
  text: string
  /** Where readers leave who have no page of their own: `mailto:`, or a page for all. */
  unsubscribeUrl: string
  /** Pictures that travel with it. */
  embedded: readonly EmbeddedFile[]
  /** Pictures that it does not show as was asked for. */
  pictureProblems: readonly PictureProblem[]
}

/** Where the links in the frame of an issue lead that anybody reads on the newsletter's own pages. */
export interface PublicPlaces {
  formUrl: string
  /** Of all issues. */
  archiveUrl: string
}

/** What the newsletter's settings say about its mails. */
export interface MailSettings {
  name: string
  /** The postal address that stands in the footer. */
  address: string
  /** Where readers leave who have no page of their own: `mailto:` or `https:`. */
  unsubscribeUrl: string
  /** Where each reader has pages of their own, without a slash at its end; absent where nobody has. */
  pagesUrl?: string | undefined
  site: { url?: string }
  /** Added to the links of the issue. */
  campaign?: Campaign | undefined
  /** Where issues can be read in a browser; `{id}` stands for the issue. */
  browserUrl?: string | undefined
  /** For anybody on the newsletter's own pages: `unsubscribeUrl` is that of the form, `browserUrl` that of all issues. */
  isPublic?: boolean
  theme: Theme
}
