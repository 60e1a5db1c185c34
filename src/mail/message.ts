import { createHash } from 'node:crypto'
import type { Subscriber } from '../subscribers/subscriber.ts'
import type { Mail } from './mail.ts'

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
  list: Record<string, { url: string; comment: string }>
  xMailer: false
}

/** A subscriber's message: the Message-ID is made from issue and address, so a second copy can be recognised. */
export function writeMessage(
  mail: Mail,
  subscriber: Subscriber,
  sender: Sender,
  unsubscribeUrl: string,
  date: Date,
): Message {
  const { name, address, replyTo } = sender
  const domain = address.split('@').at(-1) ?? 'localhost'
  return {
    from: { name, address },
    to: { name: subscriber.name, address: subscriber.address },
    ...(replyTo && { replyTo }),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    textEncoding: smallerEncoding(mail.html),
    messageId: `<${messageIdOf(mail.issue, subscriber.address, domain)}>`,
    date,
    list: {
      id: { url: `newsletter.${domain}`, comment: name },
      unsubscribe: { url: unsubscribeUrl, comment: '' },
    },
    xMailer: false,
  }
}

function messageIdOf(issue: string, address: string, domain: string): string {
  const hash = createHash('sha256').update(`${domain}\n${issue}\n${address.toLowerCase()}`).digest('hex')
  return `${hash.slice(0, 32)}@${domain}`
}

// Quoted-printable spends three bytes on each byte of Chinese, base64 four on any three.
function smallerEncoding(text: string): 'quoted-printable' | 'base64' {
  const bytes = Buffer.from(text)
  const escaped = bytes.reduce((count, byte) => count + (byte > 126 || byte === 61 ? 1 : 0), 0)
  return bytes.length + escaped * 2 < bytes.length * (4 / 3) ? 'quoted-printable' : 'base64'
}
