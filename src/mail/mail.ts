import type { Language } from '../posts/language.ts'
import type { Campaign } from './campaign.ts'

/** An issue, rendered: what is the same for every subscriber. */
export interface Mail {
  issue: string
  language: Language
  subject: string
  preheader: string
  html: string
  text: string
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
}
