import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { flattenMail } from './mime/flat-mail.ts'

/** A person or list in a header; either part may be empty. */
export interface MailAddress {
  name: string
  address: string
}

/** One header, decoded only as far as its line folding. */
export interface MailHeader {
  name: string
  value: string
}

/** A file that travels with a mail. */
export interface MailAttachment {
  name: string
  type: string
  bytes: number
  /** Its place in the mail, such as `1.2`: the second part of the first. */
  partId: string
  /** What `cid:` addresses name, without brackets; empty where it has none. */
  contentId: string
  /** Whether the mail shows it, rather than offering it as a file. */
  isInline: boolean
  /** Decoded. */
  content: Uint8Array
}

/** What a captured mail says, as far as it can be understood. */
export interface MailContent {
  subject: string
  from: MailAddress | undefined
  to: readonly MailAddress[]
  cc: readonly MailAddress[]
  bcc: readonly MailAddress[]
  replyTo: readonly MailAddress[]
  /** Without brackets; empty where there is none. */
  messageId: string
  date: Date | undefined
  html: string | undefined
  text: string | undefined
  headers: readonly MailHeader[]
  attachments: readonly MailAttachment[]
  /** Why the mail could not be taken apart; everything else is empty then. */
  problem?: string
}

/** Takes a raw mail apart, each text up to a number of bytes, and never fails: what cannot be understood is a `problem`. */
export async function parseMail(
  raw: Uint8Array,
  { maxTextBytes = Number.MAX_SAFE_INTEGER } = {},
): Promise<MailContent> {
  try {
    const flat = flattenMail(bufferOf(raw), { maxTextBytes })
    const email = await PostalMime.parse(flat.bytes, { forceRfc822Attachments: true })
    return contentOf({ ...email, headers: email.headers.slice(flat.addedHeaders) }, flat.files)
  } catch (error) {
    return emptyMail(reasonOf(error))
  }
}

/** What stands in for a mail that cannot be read, and why it cannot. */
export function emptyMail(problem: string): MailContent {
  return { ...contentOf({ headers: [], headerLines: [], attachments: [] }), problem }
}

/** The sentence of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function contentOf(email: Email, files: ReadonlyMap<string, Buffer> = new Map()): MailContent {
  const people = (addresses: Address[] = []) => addresses.flatMap(addressesOf)
  return {
    subject: email.subject ?? '',
    from: addressesOf(email.from)[0],
    to: people(email.to),
    cc: people(email.cc),
    bcc: people(email.bcc),
    replyTo: people(email.replyTo),
    messageId: withoutBrackets(email.messageId),
    date: dateOf(email.date),
    html: email.html,
    text: email.text,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: email.attachments.map(attachment => attachmentOf(attachment, files)),
  }
}

function addressesOf(address: Address | undefined): MailAddress[] {
  if (!address) return []
  if (address.group) return address.group.flatMap(addressesOf)
  return [{ name: address.name, address: address.address }]
}

function dateOf(written: string | undefined): Date | undefined {
  const date = new Date(written ?? '')
  return Number.isNaN(date.getTime()) ? undefined : date
}

function attachmentOf(attachment: Attachment, files: ReadonlyMap<string, Buffer>): MailAttachment {
  const { filename, mimeType, disposition, related, contentId, description: partId = '' } = attachment
  const content = files.get(partId) ?? bytesOf(attachment.content)
  return {
    name: filename ?? '',
    type: mimeType,
    bytes: content.byteLength,
    partId,
    contentId: withoutBrackets(contentId),
    isInline: related === true || (disposition === 'inline' && contentId !== undefined),
    content,
  }
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}

const bufferOf = (raw: Uint8Array): Buffer => Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)

function withoutBrackets(id = ''): string {
  return id.trim().replace(/^<|>$/g, '')
}
