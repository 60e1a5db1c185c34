import type { Root } from 'hast'
import { bodyOf, type MimePart } from '../mime/mime-part.ts'
import { type MailFile, readMail } from '../mime/read-mail.ts'
import { readHtml } from './html/html-tree.ts'

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
  files: readonly MailFile[]
  /** The HTML as browsers read it, with positions in `html`. */
  tree: Root
}

/** Takes a raw mail apart; throws what postal-mime throws for what is no mail. */
export async function receiveMail(raw: Buffer): Promise<ReceivedMail> {
  const { email, files, root } = await readMail(raw)
  // postal-mime makes of the one part what the other lacks.
  const html = bodyOf(root, 'text/html') ? (email.html ?? '') : ''
  const text = bodyOf(root, 'text/plain') ? (email.text ?? '') : ''
  return {
    raw,
    structure: root,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    subject: email.subject ?? '',
    html,
    text,
    files,
    tree: readHtml(html),
  }
}
