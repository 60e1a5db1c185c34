import { listWordsOf } from '../clients/preheader.ts'
import type { MailAddress, MailContent, MailHead } from './captured-mail.ts'
import { readEnvelope } from './envelope.ts'
import { receivedAtOf } from './mail-id.ts'

/**
 * A mail in the mailbox, as its row in the list needs it: of each list of people at most the first hundred, and in `bcc`
 * also whom SMTP brought it to and no header names.
 */
export interface CapturedMail extends MailHead {
  id: string
  receivedAt: Date
  /** What lists show behind the subject: the preheader, else the first words. */
  preview: string
  /** How many files it offers. */
  attachments: number
  /** How many files it shows. */
  inlineFiles: number
  bytes: number
  /** Why the file cannot be shown as a mail. */
  problem?: string
}

// Rows of all mails are kept in memory and shown on one page, and a hostile header may be megabytes long.
const maxSubjectLength = 1000
const maxPreviewLength = 140
const maxRecipients = 100

/** The row of a mail that was read. */
export function rowOf(id: string, bytes: number, content: MailContent): CapturedMail {
  if (content.problem !== undefined) return rowOfProblem(id, bytes, content.problem)
  const { preheader, following } = listWordsOf(content)
  const inlineFiles = content.attachments.filter(file => file.isInline).length
  return {
    id,
    receivedAt: receivedAtOf(id),
    from: content.from && shortAddress(content.from),
    to: firstOf(content.to),
    cc: firstOf(content.cc),
    bcc: firstOf(blindRecipients(content)),
    replyTo: firstOf(content.replyTo),
    messageId: shorten(content.messageId, maxSubjectLength),
    subject: shorten(content.subject, maxSubjectLength),
    preview: shorten(preheader || following, maxPreviewLength),
    attachments: content.attachments.length - inlineFiles,
    inlineFiles,
    bytes,
  }
}

/** The row of a file that cannot be read or understood, under its file name. */
export function rowOfProblem(id: string, bytes: number, problem: string): CapturedMail {
  const nobody = { from: undefined, to: [], cc: [], bcc: [], replyTo: [] }
  const nothing = { messageId: '', preview: '', attachments: 0, inlineFiles: 0 }
  return { id, receivedAt: receivedAtOf(id), ...nobody, ...nothing, subject: `${id}.eml`, bytes, problem }
}

/** Whom a mail was brought to without being named in it, after whom its header names as such. */
export function blindRecipients({ to, cc, bcc, headers }: MailContent): MailAddress[] {
  const named = new Set([...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()))
  const hidden = readEnvelope(headers).to.filter(address => !named.has(address.toLowerCase()))
  return [...bcc, ...hidden.map(address => ({ name: '', address }))]
}

/** Words on one line, cut to a number of characters. */
export function shorten(text: string, maxLength: number): string {
  const words = text
    .slice(0, maxLength * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= maxLength) return words
  // Half of a surrogate pair would show as a replacement character.
  return `${words.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function firstOf(people: readonly MailAddress[]): MailAddress[] {
  return people.slice(0, maxRecipients).map(shortAddress)
}

function shortAddress({ name, address }: MailAddress): MailAddress {
  return { name: shorten(name, maxSubjectLength), address: shorten(address, maxSubjectLength) }
}
