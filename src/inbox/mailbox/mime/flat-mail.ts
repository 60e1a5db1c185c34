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
 * million lines. The id of a part travels as its Content-Description, which nothing shows.
 */
export function flattenMail(raw: Buffer): FlatMail {
  const written: Buffer[] = []
  const files = new Map<string, Buffer>()
  const root = readMimeTree(raw)
  writePart(root, { written, files, fence: `part-${randomBytes(12).toString('hex')}` })
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
  /** No mail can have it in a line. */
  fence: string
}

function writePart(part: MimePart, writing: Writing): void {
  const boundary = `${writing.fence}-${part.id}`
  const write = (text: string) => writing.written.push(Buffer.from(text, 'latin1'))
  const body = part.parts.length === 0 ? decodeBody(part.body, part.encoding) : undefined
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

function bodyLine({ id, type }: MimePart, body: Buffer, files: Map<string, Buffer>): string {
  if (/^(?:text|multipart)\/|^application\/ics$/.test(type)) return `${body.toString('base64')}\n`
  files.set(id, body)
  return 'AAAA\n'
}
