import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { flattenMail } from './flat-mail.ts'
import { type MimePart, withoutBrackets } from './mime-part.ts'
import { readMimeTree } from './mime-tree.ts'

/** A file that travels with a mail. */
export interface MailFile {
  name: string
  type: string
  /** Decoded. */
  content: Uint8Array
  bytes: number
  /** Its place in the mail, such as `1.2`: the second part of the first. */
  partId: string
  /** What `cid:` addresses name, without brackets; empty where it has none. */
  contentId: string
  /** Whether the mail shows it, rather than offering it as a file. */
  isInline: boolean
  /** Whether it says of itself that it is offered as a file. */
  isAttachment: boolean
}

/** A mail as postal-mime reads it, and its parts as they lie in its bytes. */
export interface ReadMail {
  email: Omit<Email, 'attachments'>
  files: readonly MailFile[]
  root: MimePart
}

/** Takes a mail apart in time linear to its length, each text up to a number of bytes; throws what postal-mime throws for what is no mail. */
export async function readMail(
  raw: Buffer,
  { maxTextBytes = Number.MAX_SAFE_INTEGER } = {},
): Promise<ReadMail> {
  const root = readMimeTree(raw)
  const flat = flattenMail(raw, root, { maxTextBytes })
  const { attachments, ...email } = await PostalMime.parse(flat.bytes, { forceRfc822Attachments: true })
  return {
    email: { ...email, headers: email.headers.slice(flat.addedHeaders) },
    files: attachments.map(attachment => fileOf(attachment, flat.files)),
    root,
  }
}

function fileOf(attachment: Attachment, files: ReadonlyMap<string, Buffer>): MailFile {
  const { filename, mimeType, disposition, related, contentId, description: partId = '' } = attachment
  const content = files.get(partId) ?? bytesOf(attachment.content)
  return {
    name: filename ?? '',
    type: mimeType,
    content,
    bytes: content.byteLength,
    partId,
    contentId: withoutBrackets(contentId),
    isInline: related === true || (disposition === 'inline' && contentId !== undefined),
    isAttachment: disposition === 'attachment',
  }
}

function bytesOf(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}
