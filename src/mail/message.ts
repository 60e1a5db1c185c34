import { createHash } from 'node:crypto'
import { shortLine } from '../issues/plain-line.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import type { Mail } from './mail.ts'
import { isOneClick, type ReaderPages } from './reader-pages.ts'
import { personalMail } from './slots.ts'

/** Who a newsletter comes from. */
export interface Sender extends Mailbox {
  replyTo?: Mailbox
}

/** A name and an address in the head of a message. */
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
  /** Absent in a letter that is of no list. */
  list?: { id: ListAddress; unsubscribe: ListAddress[][] }
  headers: Record<string, string>
  xMailer: false
}

interface ListAddress {
  url: string
  comment: string
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

/** What a message says, and how it is known. */
export interface MessageContent extends Pick<Mail, 'subject' | 'html' | 'text' | 'embedded'> {
  messageId: string
  date: Date
  /** How its reader leaves, the page first; absent where there is nothing to leave. */
  unsubscribeUrls?: readonly string[]
  /** Whether it answers what its reader did. */
  isAutomatic?: boolean
}

/** A subscriber's message: the Message-ID is made from issue and address, so a second copy can be recognised. */
export function writeMessage(
  mail: Mail,
  subscriber: Recipient,
  sender: Sender,
  pages: ReaderPages | undefined,
  date: Date,
): Message {
  const messageId = messageIdOf(mail.issue, subscriber.address, domainOf(sender))
  const unsubscribeUrls = unsubscribeUrlsOf(pages, mail.unsubscribeUrl)
  return messageTo(
    subscriber,
    { ...personalMail(mail, subscriber, pages), messageId, unsubscribeUrls, date },
    sender,
  )
}

/** The addresses of List-Unsubscribe: a page that acts on a POST, then the way of everybody. */
export const unsubscribeUrlsOf = (pages: ReaderPages | undefined, everybodys: string): string[] =>
  pages && isOneClick(pages.unsubscribeUrl) ? [pages.unsubscribeUrl, everybodys] : [everybodys]

/** A message to one person. */
export function messageTo(to: Recipient, content: MessageContent, sender: Sender): Message {
  const { name, address, replyTo } = sender
  const { subject, html, text, embedded, messageId, date, unsubscribeUrls, isAutomatic } = content
  return {
    from: { name: shortLine(name, longestWord), address },
    to: { name: shortLine(to.name, longestWord), address: to.address },
    ...(replyTo && { replyTo }),
    subject: shortLine(subject, longestWord),
    html,
    text,
    textEncoding: smallerEncoding(html),
    messageId: `<${messageId}>`,
    date,
    attachments: embedded.map(({ cid, name, type, content }) => ({
      cid,
      filename: name,
      contentType: type,
      content,
      contentDisposition: 'inline',
    })),
    ...(unsubscribeUrls && { list: listOf(sender, unsubscribeUrls) }),
    headers: {
      ...(unsubscribeUrls && unsubscribeUrls.length > 1 && oneClickHeader),
      ...(isAutomatic && automaticHeader),
    },
    xMailer: false,
  }
}

const listOf = (sender: Sender, unsubscribeUrls: readonly string[]): Required<Message>['list'] => ({
  id: { url: `newsletter.${domainOf(sender)}`, comment: shortLine(sender.name, longestComment) },
  unsubscribe: [unsubscribeUrls.map(url => ({ url, comment: '' }))],
})

// RFC 8058.
const oneClickHeader = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
// RFC 3834: programs that say that their owner is away leave such a message alone.
const automaticHeader = { 'Auto-Submitted': 'auto-generated' }

/** What stands behind the @ of a sender's address. */
export const domainOf = ({ address }: Sender): string => address.split('@').at(-1) ?? 'localhost'

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
