import { decodedText } from './mime-headers.ts'
import type { MimePart } from './mime-tree.ts'

/** The bytes of a part, its transfer encoding undone; what is not encoded as it says comes out as far as it can be read. */
export function contentOf({ encoding, body }: MimePart): Buffer {
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64')
  if (encoding === 'quoted-printable') return unquoted(body)
  return body
}

/** The text of a part in its charset. */
export function textOf(part: MimePart): string {
  return decodedText(contentOf(part), part.charset)
}

function unquoted(body: Buffer): Buffer {
  const text = body
    .toString('latin1')
    .replace(/=[ \t]{0,99}\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}
