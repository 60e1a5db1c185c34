import type { MailAddress, MailContent } from './captured-mail.ts'
import { receivedAtOf } from './mail-id.ts'

/** A mail in the mailbox, as its row in the list needs it. */
export interface CapturedMail {
  id: string
  receivedAt: Date
  from: MailAddress | undefined
  /** At most the first hundred recipients. */
  to: readonly MailAddress[]
  subject: string
  /** The first words of the text part. */
  preview: string
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
  return {
    id,
    receivedAt: receivedAtOf(id),
    from: content.from && shortAddress(content.from),
    to: content.to.slice(0, maxRecipients).map(shortAddress),
    subject: shorten(content.subject, maxSubjectLength),
    preview: shorten(content.text ?? '', maxPreviewLength),
    bytes,
  }
}

/** The row of a file that cannot be read or understood, under its file name. */
export function rowOfProblem(id: string, bytes: number, problem: string): CapturedMail {
  const receivedAt = receivedAtOf(id)
  return { id, receivedAt, from: undefined, to: [], subject: `${id}.eml`, preview: '', bytes, problem }
}

function shortAddress({ name, address }: MailAddress): MailAddress {
  return { name: shorten(name, maxSubjectLength), address: shorten(address, maxSubjectLength) }
}

function shorten(text: string, maxLength: number): string {
  const words = text
    .slice(0, maxLength * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= maxLength) return words
  // Half of a surrogate pair would show as a replacement character.
  return `${words.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
