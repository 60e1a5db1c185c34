import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'

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
}

/** What a captured mail says, as far as it can be understood. */
export interface MailContent {
  subject: string
  from: MailAddress | undefined
  to: readonly MailAddress[]
  date: Date | undefined
  html: string | undefined
  text: string | undefined
  headers: readonly MailHeader[]
  attachments: readonly MailAttachment[]
  /** Why the mail could not be taken apart; everything else is empty then. */
  problem?: string
}

/** Takes a raw mail apart, and never fails: what cannot be understood is a `problem`. */
export async function parseMail(raw: Uint8Array): Promise<MailContent> {
  try {
    return contentOf(await PostalMime.parse(raw))
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

function contentOf(email: Email): MailContent {
  return {
    subject: email.subject ?? '',
    from: addressesOf(email.from)[0],
    to: (email.to ?? []).flatMap(addressesOf),
    date: dateOf(email.date),
    html: email.html,
    text: email.text,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    attachments: email.attachments.map(attachmentOf),
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

function attachmentOf({ filename, mimeType, content }: Attachment): MailAttachment {
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength
  return { name: filename ?? '', type: mimeType, bytes }
}
