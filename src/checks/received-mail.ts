import type { Root } from 'hast'
import PostalMime, { type Attachment } from 'postal-mime'
import { readHtml } from './html/html-tree.ts'
import { bodyOf, type MimePart, readParts } from './mime/mime-part.ts'

/** A mail taken apart as a mail program does. */
export interface ReceivedMail {
  raw: Buffer
  /** Its parts and their headers as the bytes lie in `raw`. */
  structure: MimePart
  /** In their order, unfolded, names as written, values not decoded. */
  headers: readonly { name: string; value: string }[]
  subject: string
  /** Empty where the mail has none. */
  html: string
  text: string
  attachments: readonly Attachment[]
  /** The HTML as browsers read it, with positions in `html`. */
  tree: Root
}

/** Takes a raw mail apart; throws what postal-mime throws for what is no mail. */
export async function receiveMail(raw: Buffer): Promise<ReceivedMail> {
  const { headers, subject = '', attachments, ...parsed } = await PostalMime.parse(raw)
  const structure = readParts(raw)
  // postal-mime makes of the one part what the other lacks.
  const html = bodyOf(structure, 'text/html') ? (parsed.html ?? '') : ''
  const text = bodyOf(structure, 'text/plain') ? (parsed.text ?? '') : ''
  return {
    raw,
    structure,
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    subject,
    html,
    text,
    attachments,
    tree: readHtml(html),
  }
}
