import type { EmbeddedFile } from '../mail/pictures/picture.ts'
import type { Theme } from '../mail/theme/theme.ts'
import type { Metric } from '../metrics/metric.ts'
import type { Language } from '../posts/language.ts'
import type { LetterQueue } from '../subscribers/letter-queue.ts'
import type { PageLinks } from '../subscribers/page-links.ts'
import type { SubscriberStore } from '../subscribers/subscriber-store.ts'
import type { SentIssues } from './sent-issues.ts'

/** What the settings say of the public pages. */
export interface PageSettings {
  /** How many proxies stand before the server, whose X-Forwarded-For is believed. */
  proxies: number
  archive: boolean
  /** Tags that people choose themselves, with what the page says for each. */
  tags: Readonly<Record<string, string>>
  /** What people agree to with the form; without it, a sentence in their language. */
  consent?: string
}

/** What the public pages need of a workspace. */
export interface SiteNewsletter {
  name: string
  /** Never changes as long as the newsletter lives: 32 hexadecimal digits. */
  id: string
  /** Of the pages, for readers who ask for none of theirs. */
  language: Language
  timezone: string
  /** Where the pages are for everybody; ends in `/`. */
  url: string
  /** The postal address; empty where there is none. */
  address: string
  /** Where people can write to. */
  contact: string | undefined
  settings: PageSettings
  theme: Theme
  /** The logo, where it is a file. */
  logo: EmbeddedFile | undefined
  /** The folders of page templates, the first one first; errors name files relative to `directory`. */
  templates: { folders: readonly string[]; directory: string }
  people: Pick<SubscriberStore, 'byId' | 'change' | 'changeById'>
  links: PageLinks
  letters: Pick<LetterQueue, 'count'>
  issues: SentIssues
  /** What is measured, and the token that it is told for; absent where it is told to nobody. */
  metrics?: { token: string; read(): Promise<Metric[]> }
  clock(): Date
  /** Letters may wait to be sent. */
  onLetters(): void
  /** Something that the visitor was not told of, such as a template that cannot be filled. */
  onProblem(error: unknown): void
}
