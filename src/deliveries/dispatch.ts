import { createHash } from 'node:crypto'
import type { Mail } from '../mail/mail.ts'
import type { Sender } from '../mail/message.ts'

/** What may be said of an issue on its way; `sending` is also what a program died over that sent it. */
export type DispatchStatus = 'sending' | 'paused' | 'cancelled' | 'done'

/** An issue on its way to its people, since the operator confirmed its plan. */
export interface Dispatch {
  issue: string
  status: DispatchStatus
  /** What its mail is known by. */
  hash: string
  confirmed: Date
  /** Nothing goes out before; absent where it could at once. */
  begins?: Date
  /** When its status changed last. */
  changed: Date
  /** Why it is paused, where that was not the operator's wish. */
  reason?: string
}

/** All that what goes out is made of, but for its readers. */
export interface OutgoingMail {
  mail: Mail
  sender: Sender
  /** Where each reader has pages of their own; absent where nobody has. */
  pagesUrl?: string
}

/** The mail as text, to be kept until everybody has it. */
export function writeOutgoing({ mail, ...rest }: OutgoingMail): string {
  const embedded = mail.embedded.map(file => ({ ...file, content: file.content.toString('base64') }))
  return JSON.stringify({ ...rest, mail: { ...mail, embedded, pictureProblems: [] } })
}

/** The mail of a text that `writeOutgoing` wrote. */
export function readOutgoing(written: string): OutgoingMail {
  const { mail, ...rest } = JSON.parse(written)
  const embedded = mail.embedded.map((file: { content: string }) => ({
    ...file,
    content: Buffer.from(file.content, 'base64'),
  }))
  return { ...rest, mail: { ...mail, embedded } }
}

/** What a mail is known by: any change to what goes out changes it. */
export const hashOf = (written: string): string => createHash('sha256').update(written).digest('hex')
