import stringWidth from 'fast-string-width'
import type { Issue, IssueEntry } from '../issues/issue.ts'
import type { Language } from '../posts/language.ts'
import { absoluteUrl } from '../posts/permalinks/permalink.ts'
import { campaignLinks, type LinkAddress } from './campaign.ts'
import { escapeHtml } from './escape-html.ts'
import { markdownToHtml, takeCover } from './html.ts'
import type { MailSettings } from './mail.ts'
import type { Theme } from './theme/theme.ts'
import { type FrameWords, wordsFor, writtenDays } from './words.ts'

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
  /** Empty where issues cannot be read in a browser. */
  browserUrl: string
  theme: Theme
}

/** What a template shows of an issue, of each entry what `viewEntry` says. */
export function viewOf(
  { head, introduction, sections }: Issue,
  settings: MailSettings,
  viewEntry = entryView,
): MailView {
  const { name, address, unsubscribeUrl, site } = settings
  const linkTo = campaignLinks(settings.campaign, head.id, unsubscribeUrl)
  return {
    language: head.language,
    name,
    number: head.number,
    subject: head.subject,
    preheader: head.preheader,
    preheaderEnd: preheaderEndOf(head.preheader),
    days: writtenDays(head.window, head.language),
    words: wordsFor(head.language, name, head.number),
    introductionHtml: markdownToHtml(introduction, site, linkTo),
    sections: sections.map(({ title, text, entries, isMore }) => {
      const views = entries.map(entry => viewEntry(entry, settings, linkTo))
      const textHtml = markdownToHtml(text, site, linkTo)
      return isMore
        ? { title, textHtml: textHtml + listOf(views), entries: [] }
        : { title, textHtml, entries: views }
    }),
    address,
    unsubscribeUrl,
    browserUrl: settings.browserUrl?.replaceAll('{id}', encodeURIComponent(head.id)) ?? '',
    theme: settings.theme,
  }
}

// Gmail in a browser shows some ninety columns of a row; each of these takes one, and nothing is seen of it.
const preheaderEndOf = (preheader: string): string =>
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
export function entryView(
  { title, link, body }: IssueEntry,
  { site, theme }: MailSettings,
  linkTo: LinkAddress,
): EntryView {
  const { cover, rest } = takeCover(body)
  const url = cover && absoluteUrl(cover.url, site)
  const address = link && absoluteUrl(link, site)
  return {
    title,
    link: address ? linkTo(address) : '',
    cover: url ? { alt: cover.alt, url, width: undefined, shownWidth: theme.width - 72 } : undefined,
    bodyHtml: markdownToHtml(rest, site, linkTo),
  }
}
