import { html } from 'hono/html'
import type { OpenMail } from '../../mailbox/open-mail.ts'
import { sizeInWords } from '../mail-words.ts'
import type { Markup } from '../markup.ts'

// The page stays quick for a mail of megabytes; the whole is one link away.
const maxTextLength = 256 * 1024

/** The text part as a mail program without HTML shows it. */
export function renderTextView(path: string, { content }: OpenMail): Markup {
  const text = content.text ?? ''
  return html`<pre class="text" tabindex="0" role="region" aria-label="Text" dir="auto">${text.slice(0, maxTextLength)}</pre>
${renderMore(`${path}/text`, text.length - maxTextLength, 'text')}`
}

/** The mail as received. */
export function renderSourceView(path: string, { raw }: OpenMail): Markup {
  return html`<pre class="source" tabindex="0" role="region" aria-label="Source">${raw.toString('utf8', 0, maxTextLength)}</pre>
${renderMore(`${path}/source`, raw.length - maxTextLength, 'source')}`
}

function renderMore(address: string, rest: number, what: string): Markup | '' {
  return rest > 0
    ? html`<p class="cut"><a href="${address}">${sizeInWords(rest)} more in the whole ${what}</a></p>`
    : ''
}
