import { html } from 'hono/html'
import type { Markup } from '../markup.ts'
import { decodedHeader, type MimeHeader } from '../mime-headers.ts'
import type { MimePart } from '../mime-tree.ts'

const maxShown = 200
const maxLength = 4000

/** The headers of a mail: decoded, and beside it as received where that differs. */
export function renderHeadersView({ headers }: MimePart): Markup {
  const more = headers.length - maxShown
  return html`<div class="sheet" tabindex="0" role="region" aria-label="Headers">
<table class="headers">
<thead><tr><th scope="col">Header</th><th scope="col">Decoded</th><th scope="col">As received</th></tr></thead>
<tbody>
${headers.slice(0, maxShown).map(renderHeader)}
</tbody>
</table>
${more > 0 ? html`<p>${more} more headers stand in the source.</p>` : ''}
</div>`
}

function renderHeader(header: MimeHeader): Markup {
  const decoded = decodedHeader(header)
  const rawValue = header.raw.slice(header.raw.indexOf(':') + 1).trim()
  return html`<tr><th scope="row">${shorten(header.name)}</th><td dir="auto">${shorten(decoded)}</td><td class="raw">${rawValue === decoded ? '' : shorten(rawValue)}</td></tr>
`
}

function shorten(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}
