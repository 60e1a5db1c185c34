import { randomBytes } from 'node:crypto'
import { isMultipart, type MimePart } from './mime-part.ts'
import { decodeBody } from './transfer-encoding.ts'

/** A mail written again so that postal-mime reads it quickly, and what is not in it. */
export interface FlatMail {
  bytes: Buffer
  /** How many headers stand before those of the mail. */
  addedHeaders: number
  /** The decoded bodies of the parts that are neither text nor calendars, by the id of the part. */
  files: ReadonlyMap<string, Buffer>
}

/**
 * Writes a mail again with each body in one line. postal-mime takes seconds, and memory without end, for a text of a
 * million lines. Texts are cut at a number of bytes. The id of a part travels as its Content-Description, which nothing shows.
 */
export function flattenMail(
  raw: Buffer,
  root: MimePart,
  { maxTextBytes }: { maxTextBytes: number },
): FlatMail {
  const written: Buffer[] = []
  const files = new Map<string, Buffer>()
  writePart(root, { raw, written, files, maxTextBytes, fence: `part-${randomBytes(12).toString('hex')}` })
  return { bytes: Buffer.concat(written), addedHeaders: addedHeaders(root, '').length, files }
}

/** In bytes. */
const longText = 1024 * 1024
/** In bytes; ten thousand people take as much. */
const longField = 400 * 1024
const addressField = /^(?:from|sender|reply-to|to|cc|bcc|return-path|delivered-to)[ \t]*:/i

interface Writing {
  raw: Buffer
  written: Buffer[]
  files: Map<string, Buffer>
  maxTextBytes: number
  /** No mail can have it in a line. */
  fence: string
}

function writePart(part: MimePart, writing: Writing): void {
  const boundary = `${writing.fence}-${part.id}`
  const write = (text: string) => writing.written.push(Buffer.from(text, 'latin1'))
  const body = isMultipart(part) && part.parts.length > 0 ? undefined : decodedBody(part, writing)
  const header = tameHeader(headerText(part, writing), {
    isBodyLong: body !== undefined && body.length > longText,
  })
  write([...addedHeaders(part, boundary), header, '', ''].join('\n'))
  if (body) return void write(bodyLine(part, body, writing.files))
  for (const child of part.parts) {
    write(`--${boundary}\n`)
    writePart(child, writing)
  }
  write(`--${boundary}--\n`)
}

// Of two headers with one name postal-mime takes the first. A header that begins with a space continues the last one
// before it, which means nothing.
function addedHeaders(part: MimePart, boundary: string): string[] {
  const type = part.parts.length > 0 ? `${part.type}; boundary="${boundary}"` : 'text/plain'
  return [
    ...(isMultipart(part) ? [`Content-Type: ${type}`] : []),
    `Content-Description: ${part.id}`,
    'Content-Transfer-Encoding: base64',
    'X-Part: ',
  ]
}

function headerText({ headerStart, start }: MimePart, { raw }: Writing): string {
  const lines = raw.toString('latin1', headerStart, start).replaceAll('\r', '').split('\n')
  return lines.filter(line => line !== '').join('\n')
}

// postal-mime takes seconds to read two megabytes of address groups, or to join a million lines that flow.
function tameHeader(header: string, { isBodyLong }: { isBodyLong: boolean }): string {
  const tame = isBodyLong ? header.replace(/\bflowed\b/gi, 'fixed') : header
  if (tame.length <= longField) return tame
  return tame
    .split(/\n(?![ \t])/)
    .map(field => (addressField.test(field) ? field.slice(0, longField) : field))
    .join('\n')
}

function decodedBody({ type, start, end, encoding }: MimePart, { raw, maxTextBytes }: Writing): Buffer {
  // postal-mime reads the line break before a delimiter as that of the last line.
  const whole = raw.subarray(start, end + lineBreakAt(raw, end))
  const isCut = isText(type)
  // An encoded byte takes at most three.
  const body = isCut ? whole.subarray(0, maxTextBytes * 3) : whole
  const decoded = decodeBody(encoding === 'base64' ? body : withLineFeeds(body), encoding)
  return isCut ? decoded.subarray(0, maxTextBytes) : decoded
}

function lineBreakAt(raw: Buffer, at: number): number {
  if (raw[at] === lineFeed) return 1
  return raw[at] === carriageReturn && raw[at + 1] === lineFeed ? 2 : 0
}

const carriageReturn = 0x0d
const lineFeed = 0x0a

/** Lines that end in `\n`, also the last one. */
function withLineFeeds(body: Buffer): Buffer {
  if (body.length === 0) return body
  const lines = Buffer.alloc(body.length + 1)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0
    if (byte !== carriageReturn || body[at + 1] !== lineFeed) lines[length++] = byte
  }
  if (lines[length - 1] !== lineFeed) lines[length++] = lineFeed
  return lines.subarray(0, length)
}

function bodyLine({ id, type }: MimePart, body: Buffer, files: Map<string, Buffer>): string {
  if (isText(type)) return `${body.toString('base64')}\n`
  files.set(id, body)
  return 'AAAA\n'
}

// A multipart without parts is shown as text.
function isText(type: string): boolean {
  return /^(?:text|multipart)\/|^application\/ics$/.test(type)
}
