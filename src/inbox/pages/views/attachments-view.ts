import { html } from 'hono/html'
import {
  contentIdOf,
  contentOf,
  dispositionOf,
  fileNameOf,
  isMultipart,
  type MimePart,
} from '../../../mime/mime-part.ts'
import { sizeInWords } from '../mail-words.ts'
import type { Markup } from '../markup.ts'

/** Whether a part is a file that travels with the mail, and not one of the texts or pictures that make it up. */
export function isAttachment(part: MimePart): boolean {
  if (part.type === 'message/rfc822') return true
  if (part.parts.length > 0 || isMultipart(part)) return false
  if (dispositionOf(part) === 'attachment') return true
  return !part.type.startsWith('text/') ? contentIdOf(part) === '' : fileNameOf(part) !== ''
}

/** The files of a mail, each to be kept. */
export function renderAttachments(path: string, files: readonly MimePart[]): Markup | '' {
  if (files.length === 0) return ''
  return html`<ul class="files" aria-label="Attachments">
${files.map(file => renderFile(path, file))}
</ul>`
}

function renderFile(path: string, part: MimePart): Markup {
  return html`<li><a href="${path}/part/${part.id}/download" download><bdi>${fileNameOf(part) || 'unnamed'}</bdi> <small>${part.type}, ${sizeInWords(contentOf(part).length)}</small></a></li>
`
}
