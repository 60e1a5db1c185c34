import type { Issue, IssueEntry } from '../issues/issue.ts'
import { campaignLinks, type LinkAddress } from './campaign.ts'
import { takeCover } from './html.ts'
import type { MailSettings } from './mail.ts'
import { markdownToText } from './text.ts'
import { wordsFor, writtenDays } from './words.ts'

/** The text part of a mail: the whole issue, readable without any markup. */
export function textPartOf({ head, introduction, sections }: Issue, settings: MailSettings): string {
  const linkTo = campaignLinks(settings.campaign, head.id, settings.unsubscribeUrl)
  const words = wordsFor(head.language, settings.name, head.number)
  const blocks = [
    `${settings.name} · ${words.issue}\n${writtenDays(head.window, head.language)}`,
    markdownToText(introduction, linkTo),
    ...sections.flatMap(({ title, text, entries, isMore }) => [
      title && `—— ${title} ——`,
      markdownToText(text, linkTo),
      ...(isMore
        ? [entries.map(entry => titleText(entry, linkTo)).join('\n')]
        : entries.map(entry => entryText(entry, linkTo))),
    ]),
    ['-- ', words.whyYouGetThis, `${words.unsubscribe}\n${settings.unsubscribeUrl}`, settings.address]
      .filter(Boolean)
      .join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n\n')}\n`
}

function titleText({ title, link, body }: IssueEntry, linkTo: LinkAddress): string {
  const lines = [`- ${title}`, link && linkTo(link), body && markdownToText(body, linkTo)].filter(Boolean)
  return lines.join('\n').replaceAll('\n', '\n  ')
}

function entryText({ title, link, body }: IssueEntry, linkTo: LinkAddress): string {
  const address = link && linkTo(link)
  return [[title, address].filter(Boolean).join('\n'), markdownToText(takeCover(body).rest, linkTo)]
    .filter(Boolean)
    .join('\n\n')
}
