import type { Issue, IssueEntry } from '../issues/issue.ts'
import { takeCover } from './html.ts'
import type { MailSettings } from './mail.ts'
import { markdownToText } from './text.ts'
import { wordsFor, writtenDays } from './words.ts'

/** The text part of a mail: the whole issue, readable without any markup. */
export function textPartOf({ head, introduction, sections }: Issue, settings: MailSettings): string {
  const words = wordsFor(head.language, settings.name, head.number)
  const blocks = [
    `${settings.name} · ${words.issue}\n${writtenDays(head.window, head.language)}`,
    markdownToText(introduction),
    ...sections.flatMap(({ title, text, entries, isMore }) => [
      title && `—— ${title} ——`,
      markdownToText(text),
      ...(isMore ? [entries.map(titleText).join('\n')] : entries.map(entryText)),
    ]),
    ['-- ', words.whyYouGetThis, `${words.unsubscribe}\n${settings.unsubscribeUrl}`, settings.address]
      .filter(Boolean)
      .join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n\n')}\n`
}

function titleText({ title, link, body }: IssueEntry): string {
  const lines = [`- ${title}`, link, body && markdownToText(body)].filter(
    line => line !== undefined && line !== '',
  )
  return lines.join('\n').replaceAll('\n', '\n  ')
}

function entryText({ title, link, body }: IssueEntry): string {
  return [[title, link].filter(Boolean).join('\n'), markdownToText(takeCover(body).rest)]
    .filter(Boolean)
    .join('\n\n')
}
