import { html } from 'hono/html'
import { type HeaderField, readValue } from '../../../mime/header-field.ts'
import type { MimePart } from '../../../mime/mime-part.ts'
import type { OpenMail } from '../../mailbox/open-mail.ts'
import type { Markup } from '../markup.ts'

const maxShown = 200
const maxLength = 4000

/** The headers of a mail: decoded, and beside it as received where that differs. */
export function renderHeadersView({ fields }: MimePart, { raw }: OpenMail): Markup {
  const more = fields.length - maxShown
  return html`<div class="sheet" tabindex="0" role="region" aria-label="Headers">
<table class="headers">
<thead><tr><th scope="col">Header</th><th scope="col">Decoded</th><th scope="col">As received</th></tr></thead>
<tbody>
${fields.slice(0, maxShown).map(field => renderField(field, raw))}
</tbody>
</table>
${more > 0 ? html`<p>${more} more headers stand in the source.</p>` : ''}
</div>`
}

function renderField({ name, value, start, end }: HeaderField, raw: Buffer): Markup {
  const decoded = readValue(value)
  const written = raw.toString('utf8', start, end).replaceAll('\r', '')
  const rawValue = (name === '' ? written : written.slice(written.indexOf(':') + 1)).trim()
  return html`<tr><th scope="row">${shorten(name)}</th><td dir="auto">${shorten(decoded)}</td><td class="raw">${rawValue === decoded ? '' : shorten(rawValue)}</td></tr>
`
}

function shorten(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}
