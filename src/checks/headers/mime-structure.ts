import { fieldValue } from '../../mime/header-field.ts'
import { bodyOf, charsetOf, contentOf, isMultipart, leavesOf, type MimePart } from '../../mime/mime-part.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'

/** Parts that programs cannot tell apart, take in the wrong order, or read in the wrong encoding. */
export const mimeStructure = checkNamed('mime-structure', ({ received: { structure } }): Found[] => [
  ...version(structure),
  ...multipartsOf(structure).flatMap(unclosed),
  ...order(structure),
  ...leavesOf(structure).flatMap(unnamedCharset),
])

function version(mail: MimePart): Found[] {
  if (fieldValue(mail, 'mime-version') !== undefined || fieldValue(mail, 'content-type') === undefined)
    return []
  return [
    error('The mail has no MIME-Version header: its parts may be shown as text', 'Write MIME-Version: 1.0.'),
  ]
}

const multipartsOf = (part: MimePart): MimePart[] =>
  isMultipart(part) ? [part, ...part.parts.flatMap(multipartsOf)] : []

function unclosed({ type, boundary, isClosed, parts }: MimePart): Found[] {
  const wayOut = 'Let a program write the parts: the mail was cut short, or put together by hand.'
  if (boundary === undefined) return [error(`A ${type} does not name its boundary`, wayOut)]
  if (parts.length === 0)
    return [error(`A ${type} has no parts behind its boundary ${quote(boundary)}`, wayOut)]
  return isClosed ? [] : [error(`The boundary ${quote(boundary)} of a ${type} is not closed`, wayOut)]
}

// The last part is the one that a program shows, of those that it can show.
function order(mail: MimePart): Found[] {
  const [text, html] = [bodyOf(mail, 'text/plain'), bodyOf(mail, 'text/html')]
  if (!text || !html || text.start < html.start || mail.type !== 'multipart/alternative') return []
  return [
    warning(
      'The text part stands behind the HTML, so programs show the text',
      'Put text/plain before text/html.',
    ),
  ]
}

function unnamedCharset(part: MimePart): Found[] {
  const { type } = part
  if (!/^text\/(?:plain|html)$/.test(type) || charsetOf(part) !== '') return []
  if (!/[\x80-\xff]/.test(contentOf(part).toString('latin1'))) return []
  return [
    warning(
      `A ${type} part does not say in which encoding its letters are`,
      'Write charset=utf-8 in its Content-Type.',
    ),
  ]
}
