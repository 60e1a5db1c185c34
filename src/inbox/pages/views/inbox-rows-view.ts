import { html } from 'hono/html'
import { type CutText, cutAt, type ListClient, listClients } from '../../clients/inbox-row.ts'
import { type ListWords, listWordsOf } from '../../clients/preheader.ts'
import type { OpenMail } from '../../mailbox/open-mail.ts'
import type { Markup } from '../markup.ts'

// Less room than this shows no word.
const minColumns = 4

/** How three lists of mail cut sender, subject and preheader. */
export function renderInboxRows({ row, content }: OpenMail, lang: string): Markup {
  const sender = row.from ? row.from.name || row.from.address : '(no sender)'
  const words = listWordsOf(content)
  return html`<details class="lists" open>
<summary>In the list of mails</summary>
<ul ${lang ? html`lang="${lang}"` : ''}>
${listClients.map(client => renderListRow(client, sender, row.subject, words))}
</ul>
</details>`
}

function renderListRow(client: ListClient, sender: string, subject: string, words: ListWords): Markup {
  const ofSubject = cutAt(subject, client.subject)
  const ofPreheader = cutAt(words.preheader || words.following, client.preheader)
  const cuts = [
    cutInWords('subject', ofSubject, client.subject),
    cutInWords('preheader', ofPreheader, client.preheader),
  ]
  return html`<li>
<span class="client" lang="en">${client.name} <span title="Columns shown, of all; a Chinese character takes two.">${cuts.filter(Boolean).join(', ') || 'nothing cut'}</span></span>
<b dir="auto">${sender}</b>
<span class="subject" dir="auto">${ofSubject.shown || '(no subject)'}${renderCut(ofSubject)}</span>
<span class="preview" dir="auto">${ofPreheader.shown || '(no preheader)'}${renderCut(ofPreheader)}${words.preheader ? renderFollowing(words.following, client.preheader - ofPreheader.columns) : ''}</span>
</li>`
}

function renderCut({ rest }: CutText): Markup | '' {
  return rest === '' ? '' : html`<mark title="Cut: ${rest}">…</mark>`
}

function renderFollowing(following: string, columns: number): Markup | '' {
  if (following === '' || columns < minColumns) return ''
  const { shown, rest } = cutAt(following, columns - 1)
  return html` <span class="following" title="The mail’s own words fill the room behind a short preheader.">${shown}${rest ? '…' : ''}</span>`
}

function cutInWords(what: string, { rest, columns }: CutText, shown: number): string {
  if (columns === 0) return `no ${what}`
  return rest === '' ? '' : `${what} ${shown} of ${columns}`
}
