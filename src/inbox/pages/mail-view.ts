import { html } from 'hono/html'
import type { MailAttachment } from '../mailbox/captured-mail.ts'
import type { OpenMail } from '../mailbox/open-mail.ts'
import { type BodyChoice, renderBody, renderTabs } from './mail-body-view.ts'
import { personInWords, sizeInWords, timeInWords } from './mail-words.ts'
import type { Markup, PageFrame } from './page-layout.ts'

/** The reading pane: who, what and when, then one view of the body. */
export function renderMail({ base }: PageFrame, mail: OpenMail, choice: BodyChoice): Markup {
  const path = `${base}/mail/${mail.row.id}`
  return html`<a class="back" href="${base}/">← All mail</a>
<header class="headline">
<h1 dir="auto">${mail.row.subject || '(no subject)'}</h1>
<dl>
${renderFacts(mail)}
</dl>
${mail.content.problem === undefined ? '' : html`<p class="problem">This mail cannot be taken apart: ${mail.content.problem}</p>`}
</header>
${renderTabs(path, mail, choice)}
${renderBody(path, mail, choice)}`
}

function renderFacts({ row, content, envelope, raw }: OpenMail): Markup[] {
  const from = content.from ? personInWords(content.from) : '(no sender)'
  const facts = [
    renderFact('From', from),
    renderFact('To', content.to.map(personInWords).join(', ')),
    renderFact('Envelope', `${envelope.from || '<>'} → ${envelope.to.join(', ')}`),
    renderFact('Date', content.date ? timeInWords(content.date) : 'none that can be read'),
    renderFact('Received', `${timeInWords(row.receivedAt)}, ${sizeInWords(raw.length)}`),
  ]
  if (content.attachments.length === 0) return facts
  return [...facts, renderFact('Attached', content.attachments.map(attachmentInWords).join(', '))]
}

function renderFact(name: string, value: string): Markup {
  return html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>
`
}

function attachmentInWords({ name, type, bytes }: MailAttachment): string {
  return `${name || 'unnamed'} (${type}, ${sizeInWords(bytes)})`
}
