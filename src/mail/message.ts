import { hash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import type { Recipient } from '../subscribers/subscriber.ts'
import { feedbackIdOf } from './feedback-id.ts'
import { commentLine, nameLine, subjectLine } from './header-line.ts'
import type { Mail } from './mail.ts'
import { isOneClick, type ReaderPages } from './reader-pages.ts'
import { personalMail } from './slots.ts'
import { encodingsOf, type TransferEncoding, type TransferEncodings } from './transfer-encoding.ts'

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
  html: EncodedText
  text: EncodedText
  messageId: string
  date: Date
  attachments: EmbeddedAttachment[]
  /** Absent in a letter that is of no list. */
  list?: { id: ListAddress; unsubscribe: ListAddress[][] }
  headers: Record<string, string>
  xMailer: false
}

/** A text, and how nodemailer is to encode it. */
interface EncodedText {
  content: string
  contentTransferEncoding: TransferEncoding
}

interface ListAddress {
  url: string
  comment: string
}

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
  /** By which the complaints about an issue are counted; absent in a letter. */
  feedbackId?: string
  /** Absent, each part gets the shorter one. */
  encodings?: TransferEncodings
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
  const feedbackId = feedbackIdIn(mail, sender)
  const common = { messageId, unsubscribeUrls, date, feedbackId, encodings: encodingsOf(mail) }
  return messageTo(subscriber, { ...personalMail(mail, subscriber, pages), ...common }, sender)
}

/** The Feedback-ID of an issue: the same for all its readers. */
export const feedbackIdIn = ({ issue, language }: Mail, sender: Sender): string =>
  feedbackIdOf({ issue, language, domain: domainOf(sender), newsletter: sender.name })

/** The addresses of List-Unsubscribe: a page that acts on a POST, then the way of everybody. */
export const unsubscribeUrlsOf = (pages: ReaderPages | undefined, everybodys: string): string[] =>
  pages && isOneClick(pages.unsubscribeUrl)
    ? [pages.unsubscribeUrl, asciiUrl(everybodys)]
    : [asciiUrl(everybodys)]

// A header has no other way to carry what an editor may write into the settings.
const asciiUrl = (url: string): string =>
  /^[\x21-\x7e]*$/.test(url) || !URL.canParse(url) ? url : new URL(url).href

/** A message to one person. */
export function messageTo(to: Recipient, content: MessageContent, sender: Sender): Message {
  const { subject, html, text, embedded, messageId, date, unsubscribeUrls } = content
  const { address, replyTo } = sender
  const encodings = content.encodings ?? encodingsOf(content)
  return {
    from: { name: nameLine(sender.name), address },
    to: { name: nameLine(to.name), address: to.address },
    ...(replyTo && { replyTo: { ...replyTo, name: nameLine(replyTo.name) } }),
    subject: subjectLine(subject),
    html: { content: html, contentTransferEncoding: encodings.html },
    // nodemailer takes an empty text for none.
    text: { content: text || '\n', contentTransferEncoding: encodings.text },
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
    headers: headersOf(content),
    xMailer: false,
  }
}

const headersOf = ({ unsubscribeUrls, isAutomatic, feedbackId }: MessageContent): Record<string, string> => ({
  ...(unsubscribeUrls && unsubscribeUrls.length > 1 && oneClickHeader),
  ...(isAutomatic && automaticHeader),
  ...(feedbackId !== undefined && { 'Feedback-ID': feedbackId }),
})

const listOf = (sender: Sender, unsubscribeUrls: readonly string[]): Required<Message>['list'] => ({
  id: { url: listIdOf(sender), comment: commentLine(sender.name) },
  unsubscribe: [unsubscribeUrls.map(url => ({ url, comment: '' }))],
})

/** What stands between the angle brackets of List-Id. */
export const listIdOf = (sender: Sender): string => `newsletter.${domainOf(sender)}`

// RFC 8058.
const oneClickHeader = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
// RFC 3834: programs that say that their owner is away leave such a message alone.
const automaticHeader = { 'Auto-Submitted': 'auto-generated' }

/** What stands behind the @ of a sender's address, as ASCII. */
export function domainOf({ address }: Sender): string {
  const domain = address.split('@').at(-1) ?? 'localhost'
  return /^[\x21-\x7e]*$/.test(domain) ? domain : domainToASCII(domain) || 'localhost'
}

/** What stands between the angle brackets of the Message-ID of an issue for one person; `domain` is the sender's. */
export function messageIdOf(issue: string, address: string, domain: string): string {
  return `${hash('sha256', `${domain}\n${issue}\n${address.toLowerCase()}`).slice(0, 32)}@${domain}`
}
