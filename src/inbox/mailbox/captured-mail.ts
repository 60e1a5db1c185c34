import type { Address } from 'postal-mime'
import { withoutBrackets } from '../../mime/mime-part.ts'
import { type MailFile, type ReadMail, readMail } from '../../mime/read-mail.ts'

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

/** What a mail says of itself, and who it is from and for. */
export interface MailHead {
  subject: string
  from: MailAddress | undefined
  to: readonly MailAddress[]
  cc: readonly MailAddress[]
  bcc: readonly MailAddress[]
  replyTo: readonly MailAddress[]
  /** Without brackets; empty where there is none. */
  messageId: string
}

/** What a captured mail says, as far as it can be understood. */
export interface MailContent extends MailHead {
  date: Date | undefined
  html: string | undefined
  text: string | undefined
  headers: readonly MailHeader[]
  attachments: readonly MailFile[]
  /** Why the mail could not be taken apart; everything else is empty then. */
  problem?: string
}

/** Takes a raw mail apart, each text up to a number of bytes, and never fails: what cannot be understood is a `problem`. */
export async function parseMail(
  raw: Uint8Array,
  { maxTextBytes = Number.MAX_SAFE_INTEGER } = {},
): Promise<MailContent> {
  try {
    return contentOf(await readMail(bufferOf(raw), { maxTextBytes }))
  } catch (error) {
    return emptyMail(reasonOf(error))
  }
}

/** What stands in for a mail that cannot be read, and why it cannot. */
export function emptyMail(problem: string): MailContent {
  return { ...contentOf({ email: { headers: [], headerLines: [] }, files: [] }), problem }
}

/** The sentence of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function contentOf({ email, files }: Pick<ReadMail, 'email' | 'files'>): MailContent {
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
    attachments: files,
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

const bufferOf = (raw: Uint8Array): Buffer => Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
