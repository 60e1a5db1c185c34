import { html } from 'hono/html'
import type { OpenMail } from '../../mailbox/open-mail.ts'
import { type CutText, cutAt, type ListClient, listClients } from '../clients/inbox-row.ts'
import { preheaderOf } from '../clients/preheader.ts'
import type { Markup } from '../markup.ts'

/** How three lists of mail cut sender, subject and preheader. */
export function renderInboxRows({ row, content }: OpenMail, lang: string): Markup {
  const sender = row.from ? row.from.name || row.from.address : '(no sender)'
  const preheader = preheaderOf(content)
  return html`<details class="lists" open>
<summary>In the list of mails</summary>
<ul ${lang ? html`lang="${lang}"` : ''}>
${listClients.map(client => renderListRow(client, sender, row.subject, preheader))}
</ul>
</details>`
}

function renderListRow(client: ListClient, sender: string, subject: string, preheader: string): Markup {
  const cutSubject = cutAt(subject, client.subject)
  const cutPreheader = cutAt(preheader, client.preheader)
  return html`<li>
<span class="client" lang="en">${client.name} <span title="Columns shown of columns in all; a Chinese character takes two.">${columnsInWords('subject', cutSubject, client.subject)}, ${columnsInWords('preheader', cutPreheader, client.preheader)}</span></span>
<b dir="auto">${sender}</b>
<span class="subject" dir="auto">${cutSubject.shown || '(no subject)'}${renderCut(cutSubject)}</span>
<span class="preview" dir="auto">${cutPreheader.shown || '(no preheader)'}${renderCut(cutPreheader)}</span>
</li>`
}

function renderCut({ rest }: CutText): Markup | '' {
  return rest === '' ? '' : html`<mark title="Cut: ${rest}">…</mark>`
}

function columnsInWords(what: string, { rest, columns }: CutText, shown: number): string {
  if (columns === 0) return `no ${what}`
  return rest === '' ? `${what} whole` : `${what} cut at ${shown} of ${columns}`
}
