import { html } from 'hono/html'
import { sizeInWords } from '../mail-words.ts'
import type { Markup } from '../markup.ts'
import { contentOf } from '../mime-content.ts'
import type { MimePart } from '../mime-tree.ts'

/** Whether a part is a file that travels with the mail, and not one of the texts or pictures that make it up. */
export function isAttachment({ type, disposition, fileName, contentId, parts }: MimePart): boolean {
  if (type === 'message/rfc822') return true
  if (parts.length > 0 || type.startsWith('multipart/')) return false
  if (disposition === 'attachment') return true
  return !type.startsWith('text/') ? contentId === '' : fileName !== ''
}

/** The files of a mail, each to be kept. */
export function renderAttachments(path: string, files: readonly MimePart[]): Markup | '' {
  if (files.length === 0) return ''
  return html`<ul class="files" aria-label="Attachments">
${files.map(file => renderFile(path, file))}
</ul>`
}

function renderFile(path: string, part: MimePart): Markup {
  return html`<li><a href="${path}/part/${part.path || '0'}/download" download><bdi>${part.fileName || 'unnamed'}</bdi> <small>${part.type}, ${sizeInWords(contentOf(part).length)}</small></a></li>
`
}
