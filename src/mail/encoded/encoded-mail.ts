import { hash } from 'node:crypto'
import type { Recipient } from '../../subscribers/subscriber.ts'
import { escapeHtml } from '../escape-html.ts'
import type { Mail } from '../mail.ts'
import type { Sender } from '../message.ts'
import type { ReaderPages } from '../reader-pages.ts'
import { cutAtSlots, type SlotName, slotWords } from '../slots.ts'
import { encodingsOf, type TransferEncoding } from '../transfer-encoding.ts'
import { Base64Part, base64Lines } from './base64.ts'
import { type BodyBytes, type BodyPart, type Fill, FixedLines, type MessageBytes } from './body-part.ts'
import { pictureHeader } from './embedded-picture.ts'
import { IssueHeader } from './issue-header.ts'
import { QuotedPrintablePart } from './quoted-printable.ts'

/** A message as it goes out, before it is signed. */
export interface WrittenMail {
  /** With its angle brackets. */
  messageId: string
  /** Header fields, each ending in CRLF, without the empty line after them. ASCII, but for addresses of SMTPUTF8 (RFC 6532). */
  header: string
  /** The body's bytes, in their order; they are shared with other mails, and not to be changed. */
  body: readonly MessageBytes[]
  /** The same in the relaxed form of DKIM (RFC 6376, 3.4.4), as what is signed. */
  relaxedBody: readonly MessageBytes[]
}

/** Encodes the mail of an issue once, for all its readers. */
export const encodeMail = (mail: Mail, sender: Sender): EncodedMail => new EncodedMail(mail, sender)

/** The mail of an issue, encoded but for what differs from reader to reader. */
export class EncodedMail {
  readonly #mail: Mail
  readonly #header: IssueHeader
  readonly #parts: readonly { part: BodyPart; of: 'text' | 'html' }[]

  constructor(mail: Mail, sender: Sender) {
    const boundary = boundaryOf(mail, 'alternative')
    this.#mail = mail
    this.#header = new IssueHeader(mail, sender, multipart('multipart/alternative', boundary))
    this.#parts = partsOf(mail, boundary)
  }

  /** The message that one reader gets: the same as `writeMessage` makes. */
  write(reader: Recipient, pages: ReaderPages | undefined, date: Date): WrittenMail {
    const words = slotWords(this.#mail, reader, pages)
    const fill: Record<'text' | 'html', Fill> = {
      text: slot => words[slot as SlotName] ?? '',
      html: slot => escapeHtml(words[slot as SlotName] ?? ''),
    }
    const bytes: BodyBytes = { body: [], relaxedBody: [] }
    for (const { part, of } of this.#parts) part.write(fill[of], bytes)
    const messageId = this.#header.messageIdFor(reader)
    const header = this.#header.write({ reader, name: words.name, pages, date }, messageId)
    return { messageId: `<${messageId}>`, header, ...bytes }
  }
}

function partsOf(mail: Mail, boundary: string) {
  const { text, html, embedded } = mail
  const encodings = encodingsOf(mail)
  const inner = boundaryOf(mail, 'related')
  const isRelated = embedded.length > 0
  const htmlStart = leafHeader('html', encodings.html)
  const pictures = embedded.map(file =>
    Buffer.from(
      `\r\n--${inner}\r\n${pictureHeader(file)}\r\n\r\n${base64Lines(file.content.toString('base64'))}`,
      'latin1',
    ),
  )
  const before = isRelated
    ? `${multipart('multipart/related; type="text/html"', inner)}\r\n--${inner}\r\n`
    : ''
  const after = Buffer.concat([...pictures, Buffer.from(isRelated ? `\r\n--${inner}--\r\n` : '')])
  return [
    { of: 'text', part: fixed(`--${boundary}\r\n${leafHeader('plain', encodings.text)}`) },
    { of: 'text', part: slotted(text, encodings.text) },
    { of: 'html', part: fixed(`\r\n--${boundary}\r\n${before}${htmlStart}`) },
    { of: 'html', part: slotted(html, encodings.html) },
    { of: 'html', part: new FixedLines(Buffer.concat([after, Buffer.from(`\r\n--${boundary}--\r\n`)])) },
  ] as const
}

const fixed = (lines: string): FixedLines => new FixedLines(Buffer.from(lines, 'latin1'))

const leafHeader = (type: 'plain' | 'html', encoding: TransferEncoding): string =>
  `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`

const multipart = (type: string, boundary: string): string =>
  `Content-Type: ${type};\r\n boundary="${boundary}"\r\n`

function slotted(content: string, encoding: TransferEncoding): BodyPart {
  const pieces = cutAtSlots(content)
  return encoding === 'base64' ? new Base64Part(pieces) : new QuotedPrintablePart(pieces)
}

// In quoted-printable `=` stands before two digits or a line end, and base64 has no `_`: no content can have it. Neither
// of two boundaries begins with the other: some programs compare no more than that.
const boundaryOf = ({ issue, html, text }: Mail, of: string): string =>
  `=_${hash('sha256', `${of}\n${issue}\n${html}\n${text}`).slice(0, 32)}`
