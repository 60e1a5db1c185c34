import { createHash } from 'node:crypto'
import { shortLine } from '../issues/plain-line.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import type { Mail } from './mail.ts'
import { personalMail } from './slots.ts'

/** Who a newsletter comes from. */
export interface Sender extends Mailbox {
  replyTo?: Mailbox
}

export interface Mailbox {
  name: string
  address: string
}

/** A mail to one subscriber, as the transport gets it. */
export interface Message {
  from: Mailbox
  to: Mailbox
  replyTo?: Mailbox
  subject: string
  html: string
  text: string
  textEncoding: 'quoted-printable' | 'base64'
  messageId: string
  date: Date
  attachments: EmbeddedAttachment[]
  list: Record<string, { url: string; comment: string }>
  xMailer: false
}

// A header is folded at its spaces, and servers refuse a line of more than 998 bytes.
const longestWord = 800
// A comment is not folded, and a character of Chinese takes nine bytes in it.
const longestComment = 80

/** A file that the HTML shows, as nodemailer takes it. */
interface EmbeddedAttachment {
  cid: string
  filename: string
  contentType: string
  content: Buffer
  contentDisposition: 'inline'
}

/** A subscriber's message: the Message-ID is made from issue and address, so a second copy can be recognised. */
export function writeMessage(
  mail: Mail,
  subscriber: Recipient,
  sender: Sender,
  unsubscribeUrl: string,
  date: Date,
): Message {
  const { name, address, replyTo } = sender
  const { html, text } = personalMail(mail, subscriber)
  const domain = address.split('@').at(-1) ?? 'localhost'
  return {
    from: { name: shortLine(name, longestWord), address },
    to: { name: shortLine(subscriber.name, longestWord), address: subscriber.address },
    ...(replyTo && { replyTo }),
    subject: shortLine(mail.subject, longestWord),
    html,
    text,
    textEncoding: smallerEncoding(html),
    messageId: `<${messageIdOf(mail.issue, subscriber.address, domain)}>`,
    date,
    attachments: mail.embedded.map(({ cid, name, type, content }) => ({
      cid,
      filename: name,
      contentType: type,
      content,
      contentDisposition: 'inline',
    })),
    list: {
      id: { url: `newsletter.${domain}`, comment: shortLine(name, longestComment) },
      unsubscribe: { url: unsubscribeUrl, comment: '' },
    },
    xMailer: false,
  }
}

/** What stands between the angle brackets of the Message-ID of an issue for one person; `domain` is the sender's. */
export function messageIdOf(issue: string, address: string, domain: string): string {
  const hash = createHash('sha256').update(`${domain}\n${issue}\n${address.toLowerCase()}`).digest('hex')
  return `${hash.slice(0, 32)}@${domain}`
}

// Quoted-printable spends three bytes on each byte of Chinese, base64 four on any three.
function smallerEncoding(text: string): 'quoted-printable' | 'base64' {
  const bytes = Buffer.from(text)
  const escaped = bytes.reduce((count, byte) => count + (byte > 126 || byte === 61 ? 1 : 0), 0)
  return bytes.length + escaped * 2 < bytes.length * (4 / 3) ? 'quoted-printable' : 'base64'
}
