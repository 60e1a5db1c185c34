import { html } from 'hono/html'
import { sizeInWords } from '../mail-words.ts'
import type { Markup } from '../markup.ts'
import { contentOf } from '../mime-content.ts'
import { allParts, type MimePart } from '../mime-tree.ts'

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
  const depth = part.path === '' ? 0 : part.path.split('.').length
  const details = [part.charset, part.fileName, part.contentId && `cid:${part.contentId}`].filter(Boolean)
  return html`<tr><th scope="row" class="depth-${Math.min(depth, 8)}"><span class="number">${part.path}</span> ${part.type} <small dir="auto">${details.join(', ').slice(0, maxDetails)}</small></th>
<td>${part.encoding}</td><td class="size">${sizesInWords(part)}</td><td>${part.disposition}</td>
<td>${part.type.startsWith('multipart/') ? '' : renderLinks(`${path}/part/${part.path || '0'}`, part)}</td></tr>
`
}

function renderLinks(address: string, part: MimePart): Markup {
  const name = `part ${part.path} ${part.type}`
  return html`<a href="${address}" target="_blank" aria-label="Open ${name}">Open</a> <a href="${address}/download" aria-label="Download ${name}">Download</a>`
}

function sizesInWords(part: MimePart): string {
  const encoded = sizeInWords(part.body.length)
  const bytes = part.parts.length > 0 ? part.body.length : contentOf(part).length
  return bytes === part.body.length ? encoded : `${sizeInWords(bytes)} (${encoded} encoded)`
}
