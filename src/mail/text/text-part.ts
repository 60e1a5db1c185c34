import type { Issue, IssueEntry } from '../../issues/issue.ts'
import { absoluteUrl } from '../../posts/permalinks/permalink.ts'
import { campaignLinks } from '../campaign.ts'
import { takeCover } from '../html.ts'
import type { MailSettings } from '../mail.ts'
import { browserUrlOf } from '../mail-view.ts'
import { slotFor, withoutSlots } from '../slots.ts'
import { wordsFor, writtenDays } from '../words.ts'
import { markdownToText, type Writing } from './markdown-text.ts'
import { wrapText } from './wrap-text.ts'

type Rendering = Writing['rendering']

/** The text part of a mail: the whole issue as a letter, beginning with `greeting` where there is one. */
export function textPartOf(issue: Issue, settings: MailSettings, greeting = ''): string {
  const { head, introduction, sections } = issue
  const linkTo = campaignLinks(settings.campaign, head.id, settings.unsubscribeUrl)
  const rendering = { site: settings.site, linkTo }
  const blocks = [
    [greeting, withoutSlots(markdownToText(introduction, rendering))].filter(Boolean).join('\n\n'),
    ...sections.flatMap(({ title, text, entries, isMore }) => [
      title && withoutSlots(wrapText(`—— ${title} ——`)),
      ...[markdownToText(text, rendering), ...entryTexts(entries, isMore, rendering)].map(withoutSlots),
    ]),
  ]
  const framed = [headOf(issue, settings), ...blocks, footOf(issue, settings)]
  return `${framed.filter(Boolean).join('\n\n\n')}\n`
}

const entryTexts = (
  entries: readonly IssueEntry[],
  isMore: boolean | undefined,
  rendering: Rendering,
): string[] =>
  isMore
    ? [entries.map(entry => titleText(entry, rendering)).join('\n')]
    : entries.map(entry => entryText(entry, rendering))

function headOf({ head }: Issue, settings: MailSettings): string {
  const { issue, viewInBrowser } = wordsFor(head.language, settings.name, head.number)
  const browserUrl = browserUrlOf(settings, head.id)
  return [
    wrapText(`${settings.name} · ${issue}`),
    writtenDays(head.window, head.language),
    browserUrl && `${viewInBrowser}\n${browserUrl}`,
  ]
    .filter(Boolean)
    .join('\n')
}

function footOf({ head }: Issue, { name, unsubscribeUrl, pagesUrl, address }: MailSettings): string {
  const { whyYouGetThis, unsubscribe, preferences } = wordsFor(head.language, name, head.number)
  const links =
    pagesUrl === undefined
      ? [unsubscribe, unsubscribeUrl]
      : [unsubscribe, slotFor('unsubscribeUrl'), preferences, slotFor('preferencesUrl')]
  return ['-- ', wrapText(whyYouGetThis), ...links, wrapText(address)].filter(Boolean).join('\n')
}

function titleText({ title, link, body }: IssueEntry, rendering: Rendering): string {
  const lines = [wrapText(`- ${title}`), addressOf(link, rendering), body && markdownToText(body, rendering)]
  return lines.filter(Boolean).join('\n').replaceAll('\n', '\n  ')
}

function entryText({ title, link, body }: IssueEntry, rendering: Rendering): string {
  const heading = [wrapText(title), addressOf(link, rendering)].filter(Boolean).join('\n')
  return [heading, markdownToText(takeCover(body).rest, rendering)].filter(Boolean).join('\n\n')
}

function addressOf(link: string | undefined, { site, linkTo }: Rendering): string {
  const address = link && absoluteUrl(link, site)
  return address ? linkTo(address) : ''
}
