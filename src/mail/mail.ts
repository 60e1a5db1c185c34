import type { Language } from '../posts/language.ts'
import type { Campaign } from './campaign.ts'
import type { EmbeddedFile, PictureProblem } from './pictures/picture.ts'
import type { Theme } from './theme/theme.ts'

/** An issue, rendered; what differs from subscriber to subscriber has slots, which `personalMail` fills. */
export interface Mail {
  issue: string
  language: Language
  subject: string
  preheader: string
  html: string
  text: string
  /** Pictures that travel with it. */
  embedded: readonly EmbeddedFile[]
  /** Pictures that it does not show as was asked for. */
  pictureProblems: readonly PictureProblem[]
}

/** What the newsletter's settings say about its mails. */
export interface MailSettings {
  name: string
  /** The postal address that stands in the footer. */
  address: string
  /** `mailto:` or `https:`. */
  unsubscribeUrl: string
  site: { url?: string }
  /** Added to the links of the issue. */
  campaign?: Campaign | undefined
  /** Where issues can be read in a browser; `{id}` stands for the issue. */
  browserUrl?: string | undefined
  /** For anybody on the newsletter's own pages: the two addresses above are those of the form and of all issues. */
  isPublic?: boolean
  theme: Theme
}
