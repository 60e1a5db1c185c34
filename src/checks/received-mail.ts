import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import PostalMime, { type Attachment } from 'postal-mime'

/** A mail taken apart as a mail program does. */
export interface ReceivedMail {
  raw: Buffer
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
  const { headers, subject = '', html = '', text = '', attachments } = await PostalMime.parse(raw)
  return {
    raw,
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    subject,
    html,
    text,
    attachments,
    tree: fromHtml(html, { verbose: true }),
  }
}
