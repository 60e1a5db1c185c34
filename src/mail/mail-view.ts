import stringWidth from 'fast-string-width'
import type { Issue, IssueEntry } from '../issues/issue.ts'
import type { Language } from '../posts/language.ts'
import { absoluteUrl } from '../posts/permalinks/permalink.ts'
import { campaignLinks } from './campaign.ts'
import { escapeHtml } from './escape-html.ts'
import { markdownToHtml, type Rendering, shownPicture, takeCover } from './html.ts'
import type { MailSettings } from './mail.ts'
import { noPictures, type Pictures } from './pictures/picture.ts'
import type { LinkSlot } from './slots.ts'
import type { Logo, Theme } from './theme/theme.ts'
import { type FrameWords, publicWordsFor, wordsFor, writtenDays } from './words.ts'

/** One entry as a template sees it. */
export interface EntryView {
  title: string
  /** Empty where the entry has no link. */
  link: string
  cover: CoverView | undefined
  /** Safe HTML. */
  bodyHtml: string
}

/** The picture of an entry. */
export interface CoverView {
  url: string
  alt: string
  /** In CSS pixels, of a picture that is narrower than the mail. */
  width: number | undefined
  /** In CSS pixels: `width`, else that of the text. */
  shownWidth: number
}

/** Everything that a template may show. What ends in `Html` is safe HTML, the rest is text. */
export interface MailView {
  language: Language
  name: string
  number: number
  subject: string
  preheader: string
  /** What keeps a mail program from showing the first words of the body behind the preheader. */
  preheaderEnd: string
  days: string
  words: FrameWords
  introductionHtml: string
  sections: { title: string; textHtml: string; entries: EntryView[] }[]
  address: string
  unsubscribeUrl: string
  /** Empty where readers have no pages of their own. */
  preferencesUrl: string
  /** Which of these addresses each reader has their own of. */
  slots: readonly LinkSlot[]
  /** Empty where issues cannot be read in a browser. */
  browserUrl: string
  theme: Theme
}

/** What a template shows of an issue, of each entry what `viewEntry` says. */
export function viewOf(
  { head, introduction, sections }: Issue,
  settings: MailSettings,
  pictures: Pictures = noPictures,
  viewEntry = entryView,
): MailView {
  const { name, address, unsubscribeUrl, site, theme } = settings
  const linkTo = campaignLinks(settings.campaign, head.id, unsubscribeUrl)
  const rendering = { site, linkTo, pictures: pictures.known, textWidth: theme.width - gutters }
  return {
    language: head.language,
    name,
    number: head.number,
    subject: head.subject,
    preheader: head.preheader,
    preheaderEnd: preheaderEndOf(head.preheader),
    days: writtenDays(head.window, head.language),
    words: (settings.isPublic ? publicWordsFor : wordsFor)(head.language, name, head.number),
    introductionHtml: markdownToHtml(introduction, rendering),
    sections: sections.map(({ title, text, entries, isMore }) => {
      const views = entries.map(entry => viewEntry(entry, rendering))
      const textHtml = markdownToHtml(text, rendering)
      return isMore
        ? { title, textHtml: textHtml + listOf(views), entries: [] }
        : { title, textHtml, entries: views }
    }),
    address,
    unsubscribeUrl,
    preferencesUrl: '',
    slots: settings.pagesUrl === undefined ? [] : ['unsubscribeUrl', 'preferencesUrl'],
    browserUrl: browserUrlOf(settings, head.id),
    theme: { ...theme, logo: logoOf(theme, rendering) },
  }
}

/** Where an issue can be read in a browser; empty where it cannot. */
export const browserUrlOf = ({ browserUrl }: MailSettings, issue: string): string =>
  browserUrl?.replaceAll('{id}', encodeURIComponent(issue)) ?? ''

// On both sides of the text, in all three templates.
const gutters = 72

/** The logo of a theme as a mail shows it; nothing where there is none, or it cannot be shown. */
export function logoOf({ logo }: Theme, rendering: Pick<Rendering, 'site' | 'pictures'>): Logo | undefined {
  const shown = logo && shownPicture(logo.src, rendering)
  return shown && logo && { ...logo, src: shown.src }
}

// Gmail in a browser shows some ninety columns of a row; each of these takes one, and nothing is seen of it.
/** What keeps a mail program from showing the first words of the body behind a preheader. */
export const preheaderEndOf = (preheader: string): string =>
  preheader === '' ? '' : ' \u034F\u2007'.repeat(Math.max(0, 45 - Math.floor(stringWidth(preheader) / 2)))

// A list costs a tenth of what entries do. What an editor wrote below a title stands below it.
function listOf(entries: readonly EntryView[]): string {
  const items = entries.map(({ title, link, bodyHtml }) => {
    const name = escapeHtml(title)
    return `<li>${link ? `<a href="${escapeHtml(link)}">${name}</a>` : name}${bodyHtml}</li>`
  })
  return items.length === 0 ? '' : `<ul class="more">${items.join('')}</ul>`
}

/** What a template shows of an entry. */
export function entryView({ title, link, body, post }: IssueEntry, common: Rendering): EntryView {
  const rendering = { ...common, post }
  const { cover, rest } = takeCover(body)
  const address = link && absoluteUrl(link, rendering.site)
  return {
    title,
    link: address ? rendering.linkTo(address) : '',
    cover: cover && coverView(cover, rendering),
    bodyHtml: markdownToHtml(rest, rendering),
  }
}

function coverView({ url, alt }: { url: string; alt: string }, rendering: Rendering): CoverView | undefined {
  const shown = shownPicture(url, rendering)
  if (shown === undefined) return undefined
  const { textWidth } = rendering
  const isNarrow = shown.width !== undefined && shown.width < textWidth
  return {
    url: shown.src,
    alt,
    width: isNarrow ? shown.width : undefined,
    shownWidth: isNarrow ? (shown.width ?? textWidth) : textWidth,
  }
}
