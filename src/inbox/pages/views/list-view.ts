import { html } from 'hono/html'
import type { CapturedMail } from '../../mailbox/mail-row.ts'
import { shortTimeInWords, sizeInWords, timeInWords } from '../mail-words.ts'
import type { Markup, PageFrame } from '../markup.ts'
import { choiceOfNextMail, queryOf, type ViewChoice } from '../view-choice.ts'

const maxRecipientsShown = 3

/** What the list shows: which mails, which of them is open, and what is chosen for the next one. */
export interface ShownList {
  mails: readonly CapturedMail[]
  openId?: string | undefined
  choice: ViewChoice
  /** Where to send mail, for an inbox that is empty. */
  smtpUrl?: string | undefined
}

/** The rows of the list pane, or what to do when there are none. */
export function renderList({ base }: PageFrame, { mails, openId, choice, smtpUrl }: ShownList): Markup {
  if (mails.length === 0)
    return choice.search ? renderNothingFound(base, choice.search) : renderEmptyList(smtpUrl)
  const query = queryOf(choiceOfNextMail(choice))
  return html`${choice.search ? renderCount(base, mails.length, choice.search) : ''}
<ol class="rows">
${mails.map(mail => renderRow(`${base}/mail/${mail.id}${query}`, mail, mail.id === openId))}
</ol>`
}

function renderRow(address: string, mail: CapturedMail, isOpen: boolean): Markup {
  const sender = mail.from ? mail.from.name || mail.from.address : '(no sender)'
  // The fragment scrolls the list to the open mail, without a script.
  return html`<li id="row-${mail.id}"><a href="${address}#row-${mail.id}" ${isOpen ? html`aria-current="page"` : ''}>
<div><b dir="auto">${sender}</b> <time datetime="${mail.receivedAt.toISOString()}" title="${timeInWords(mail.receivedAt)}">${shortTimeInWords(mail.receivedAt)}</time></div>
<div class="subject" dir="auto">${mail.subject || '(no subject)'}</div>
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

function renderCount(base: string, count: number, search: string): Markup {
  return html`<p class="count">${count} ${count === 1 ? 'mail' : 'mails'} with “<bdi>${search}</bdi>” <a href="${base}/">Show all</a></p>`
}

function renderNothingFound(base: string, search: string): Markup {
  return html`<div class="empty">
<p><strong>No mail with “<bdi>${search}</bdi>”.</strong></p>
<p><a href="${base}/">Show all</a></p>
</div>`
}

function renderEmptyList(smtpUrl: string | undefined): Markup {
  const where = smtpUrl ? html` to <code>${smtpUrl}</code>` : html` to this inbox`
  return html`<div class="empty">
<p><strong>No mail yet.</strong></p>
<p>Send a mail${where}, to any recipient: it shows here as it arrives. Nothing that is sent here leaves this machine.</p>
</div>`
}
