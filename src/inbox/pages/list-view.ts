import { html } from 'hono/html'
import type { CapturedMail } from '../mailbox/mail-row.ts'
import { shortTimeInWords, sizeInWords, timeInWords } from './mail-words.ts'
import type { Markup, PageFrame } from './page-layout.ts'

const maxRecipientsShown = 3

/** The rows of the list pane, or what to do when there are none. */
export function renderList(
  { base }: PageFrame,
  mails: readonly CapturedMail[],
  { openId, smtpUrl }: { openId?: string | undefined; smtpUrl?: string | undefined } = {},
): Markup {
  if (mails.length === 0) return renderEmptyList(smtpUrl)
  return html`<ol class="rows">
${mails.map(mail => renderRow(base, mail, mail.id === openId))}
</ol>`
}

function renderRow(base: string, mail: CapturedMail, isOpen: boolean): Markup {
  const sender = mail.from ? mail.from.name || mail.from.address : '(no sender)'
  // The fragment scrolls the list to the open mail, without a script.
  return html`<li id="row-${mail.id}"><a href="${base}/mail/${mail.id}#row-${mail.id}" ${isOpen ? html`aria-current="page"` : ''}>
<div><b dir="auto">${sender}</b> <time datetime="${mail.receivedAt.toISOString()}" title="${timeInWords(mail.receivedAt)}">${shortTimeInWords(mail.receivedAt)}</time></div>
<div dir="auto">${mail.subject || '(no subject)'}</div>
${mail.problem === undefined ? '' : html`<div class="problem">Cannot be read: ${mail.problem}</div>`}
${mail.preview ? html`<div class="preview" dir="auto">${mail.preview}</div>` : ''}
<div><small dir="auto">${recipientsInWords(mail)}</small> <small>${sizeInWords(mail.bytes)}</small></div>
</a></li>
`
}

function recipientsInWords({ to }: CapturedMail): string {
  const shown = to.slice(0, maxRecipientsShown).map(person => person.address || person.name)
  const more = to.length - shown.length
  if (shown.length === 0) return ''
  return `to ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function renderEmptyList(smtpUrl: string | undefined): Markup {
  const where = smtpUrl ? html` to <code>${smtpUrl}</code>` : html` to this inbox`
  return html`<div class="empty">
<p><strong>No mail yet.</strong></p>
<p>Send a mail${where}, to any recipient, then reload this page. Nothing that is sent here leaves this machine.</p>
</div>`
}
