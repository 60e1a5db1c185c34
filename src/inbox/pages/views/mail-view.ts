import { html } from 'hono/html'
import type { MailAddress } from '../../mailbox/captured-mail.ts'
import type { OpenMail } from '../../mailbox/open-mail.ts'
import { peopleInShort, peopleInWords, personInWords, sizeInWords, timeInWords } from '../mail-words.ts'
import type { Markup, PageFrame } from '../markup.ts'
import { queryOf } from '../view-choice.ts'
import { isAttachment, renderAttachments } from './attachments-view.ts'
import { renderInboxRows } from './inbox-rows-view.ts'
import type { ShownMail } from './shown-mail.ts'
import { renderTabs } from './tabs-view.ts'

/** The reading pane: who, what and when, how lists cut it, then one view of it. */
export function renderMail({ base }: PageFrame, shown: ShownMail, view: Markup): Markup {
  const { mail, path, parts, choice } = shown
  const { row, content } = mail
  const lang = languageOf(content.html)
  return html`<a class="back" href="${base}/${queryOf({ search: choice.search })}">← All mail</a>
<header class="headline">
<h1 dir="auto" ${lang ? html`lang="${lang}"` : ''}>${row.subject || '(no subject)'}</h1>
<div class="facts">
<dl>
${renderFacts(mail)}
</dl>
${content.problem === undefined ? '' : html`<p class="problem">This mail cannot be taken apart: ${content.problem}</p>`}
${renderAttachments(path, parts.filter(isAttachment))}
</div>
</header>
<div class="asides">
${content.problem === undefined ? renderInboxRows(mail, lang) : ''}
${shown.resendForm}
</div>
${renderTabs(shown)}
${view}`
}

function renderFacts({ row, content, envelope, raw }: OpenMail): Markup[] {
  const { from, to, date } = content
  const envelopeOf = (words: (people: readonly MailAddress[]) => string) =>
    `${envelope.from || '<>'} → ${words(envelope.to.map(address => ({ name: '', address })))}`
  return [
    renderFact('From', from ? personInWords(from) : '(no sender)', from && peopleInShort([from])),
    renderFact('To', peopleInWords(to), peopleInShort(to)),
    renderFact('Envelope', envelopeOf(peopleInWords), envelopeOf(peopleInShort)),
    renderFact('Date', date ? timeInWords(date) : 'none that can be read'),
    renderFact('Received', `${timeInWords(row.receivedAt)}, ${sizeInWords(raw.length)}`),
  ]
}

/** In characters: about three lines. */
const longFact = 120

function renderFact(name: string, value: string, short = value): Markup {
  const shown =
    value.length <= longFact || short === value
      ? value
      : html`<details><summary>${short}</summary>${value}</details>`
  return html`<div><dt>${name}</dt><dd dir="auto">${shown}</dd></div>
`
}

// Of one character, Chinese and Japanese draw different shapes: the mail says which.
function languageOf(htmlText: string | undefined): string {
  return (
    /<html\b[^<>]{0,500}?\slang\s?=\s?["']?([a-z]{2,3}(?:-[a-z\d]{2,8}){0,3})\b/i.exec(
      (htmlText ?? '').slice(0, 4000),
    )?.[1] ?? ''
  )
}
