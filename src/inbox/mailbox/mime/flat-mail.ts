import { randomBytes } from 'node:crypto'
import { type MimePart, readMimeTree } from './mime-tree.ts'
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
export function flattenMail(raw: Buffer, { maxTextBytes }: { maxTextBytes: number }): FlatMail {
  const written: Buffer[] = []
  const files = new Map<string, Buffer>()
  const root = readMimeTree(raw)
  writePart(root, { written, files, maxTextBytes, fence: `part-${randomBytes(12).toString('hex')}` })
  return { bytes: Buffer.concat(written), addedHeaders: addedHeaders(root, '').length, files }
}

/** In bytes. */
const longText = 1024 * 1024
/** In bytes; ten thousand people take as much. */
const longField = 400 * 1024
const addressField = /^(?:from|sender|reply-to|to|cc|bcc|return-path|delivered-to)[ \t]*:/i

interface Writing {
  written: Buffer[]
  files: Map<string, Buffer>
  maxTextBytes: number
  /** No mail can have it in a line. */
  fence: string
}

function writePart(part: MimePart, writing: Writing): void {
  const boundary = `${writing.fence}-${part.id}`
  const write = (text: string) => writing.written.push(Buffer.from(text, 'latin1'))
  const body = part.parts.length === 0 ? bodyOf(part, writing.maxTextBytes) : undefined
  const header = tameHeader(part.headerText, { isBodyLong: body !== undefined && body.length > longText })
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
function addedHeaders({ id, type, parts }: MimePart, boundary: string): string[] {
  const isMultipart = type.startsWith('multipart/')
  const known =
    parts.length > 0 ? `${isMultipart ? type : 'multipart/mixed'}; boundary="${boundary}"` : 'text/plain'
  return [
    ...(isMultipart || parts.length > 0 ? [`Content-Type: ${known}`] : []),
    `Content-Description: ${id}`,
    'Content-Transfer-Encoding: base64',
    'X-Part: ',
  ]
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

function bodyOf({ type, body, encoding }: MimePart, maxTextBytes: number): Buffer {
  if (!isText(type)) return decodeBody(body, encoding)
  // An encoded byte takes at most three.
  return decodeBody(body.subarray(0, maxTextBytes * 3), encoding).subarray(0, maxTextBytes)
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
