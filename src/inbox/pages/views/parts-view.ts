import { html } from 'hono/html'
import {
  allParts,
  charsetOf,
  contentIdOf,
  contentOf,
  dispositionOf,
  fileNameOf,
  isMultipart,
  type MimePart,
} from '../../../mime/mime-part.ts'
import { sizeInWords } from '../mail-words.ts'
import type { Markup } from '../markup.ts'

const maxDetails = 200

/** The MIME tree: every part with type, encoding, size and disposition, and links to open and keep it. */
export function renderPartsView(path: string, root: MimePart): Markup {
  return html`<div class="sheet" tabindex="0" role="region" aria-label="Parts">
<table class="parts">
<thead><tr><th scope="col">Part</th><th scope="col">Encoding</th><th scope="col">Size</th><th scope="col">Disposition</th><th scope="col"><span class="unseen">Open</span></th></tr></thead>
<tbody>
${allParts(root).map(part => renderPart(path, part))}
</tbody>
</table>
</div>`
}

function renderPart(path: string, part: MimePart): Markup {
  const number = part.id === '0' ? '' : part.id
  const depth = number === '' ? 0 : number.split('.').length
  const contentId = contentIdOf(part)
  const details = [charsetOf(part), fileNameOf(part), contentId && `cid:${contentId}`].filter(Boolean)
  return html`<tr><th scope="row" class="depth-${Math.min(depth, 8)}"><span class="number">${number}</span> ${part.type} <small dir="auto">${details.join(', ').slice(0, maxDetails)}</small></th>
<td>${part.encoding}</td><td class="size">${sizesInWords(part)}</td><td>${dispositionOf(part)}</td>
<td>${isMultipart(part) ? '' : renderLinks(`${path}/part/${part.id}`, part)}</td></tr>
`
}

function renderLinks(address: string, part: MimePart): Markup {
  const name = `part ${part.id} ${part.type}`
  return html`<a href="${address}" target="_blank" aria-label="Open ${name}">Open</a> <a href="${address}/download" aria-label="Download ${name}">Download</a>`
}

function sizesInWords(part: MimePart): string {
  const encoded = sizeInWords(part.body.length)
  const bytes = part.parts.length > 0 ? part.body.length : contentOf(part).length
  return bytes === part.body.length ? encoded : `${sizeInWords(bytes)} (${encoded} encoded)`
}
