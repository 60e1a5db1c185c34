import { decodeWords } from 'postal-mime'

/** A header of a mail or of a part. */
export interface MimeHeader {
  name: string
  /** As received, over several lines where it is folded. */
  raw: string
  /** In one line; encoded words still stand in it. */
  value: string
}

const maxHeaders = 1000
const maxValueLength = 64 * 1024

/** The headers at the head of a part, and the byte that its body begins at. */
export function readHeaders(bytes: Buffer): { headers: MimeHeader[]; bodyAt: number } {
  const { headersEnd, bodyAt } = findBody(bytes)
  const lines = bytes.toString('utf8', 0, headersEnd).trimEnd().split(/\r?\n/)
  const fields: string[][] = []
  for (const line of lines) {
    if (/^[ \t]/.test(line) && fields.length > 0) fields.at(-1)?.push(line)
    else if (line !== '') fields.push([line])
  }
  return { headers: fields.slice(0, maxHeaders).map(headerOf), bodyAt }
}

/** A header as a person reads it: encoded words decoded. */
export function decodedHeader({ value }: MimeHeader): string {
  return decodeWords(value)
}

/** A parameter of a header value, such as `boundary`; also one in pieces and with a charset (RFC 2231). Empty where there is none. */
export function parameterOf(value: string, name: string): string {
  const pieces: string[] = []
  let charset = ''
  for (const [, written = '', quoted, bare = ''] of value.matchAll(parameter)) {
    const [key, ...marks] = written.toLowerCase().split('*')
    if (key !== name) continue
    const text = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1')
    if (marks.length === 0) return text
    if (marks.at(-1) !== '') pieces.push(text)
    else {
      const [, declared, encoded = text] =
        pieces.length === 0 ? (/^([\w.-]{0,40})'[^']{0,20}'(.*)$/s.exec(text) ?? []) : []
      charset ||= declared ?? ''
      pieces.push(percentDecoded(encoded, charset))
    }
  }
  return pieces.join('')
}

const parameter = /;\s{0,99}([\w.*-]{1,60})\s{0,9}=\s{0,9}(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/gs

function findBody(bytes: Buffer): { headersEnd: number; bodyAt: number } {
  if (bytes[0] === 0x0a) return { headersEnd: 0, bodyAt: 1 }
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return { headersEnd: 0, bodyAt: 2 }
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at + 1] === 0x0a) return { headersEnd: at, bodyAt: at + 2 }
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return { headersEnd: at, bodyAt: at + 3 }
  }
  return { headersEnd: bytes.length, bodyAt: bytes.length }
}

function headerOf(lines: string[]): MimeHeader {
  const raw = lines.join('\n').slice(0, maxValueLength)
  const colon = raw.indexOf(':')
  const value = raw
    .slice(colon + 1)
    .replace(/\n[ \t]*/g, ' ')
    .trim()
  return { name: colon > 0 ? raw.slice(0, colon).trim() : '', raw, value }
}

function percentDecoded(text: string, charset: string): string {
  const bytes = Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return decodedText(bytes, charset)
}

/** Bytes as text in a charset; one that nobody knows is read as UTF-8. */
export function decodedText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset || 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
