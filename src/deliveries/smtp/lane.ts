import type { MessageBytes } from '../../mail/encoded/body-part.ts'
import type { Reply } from '../replies/reply.ts'

/** A message as it goes out: lines end in CRLF, none is longer than 998 bytes, and none begins with a dot. */
export interface EncodedMessage {
  /** The sender of the envelope. */
  from: string
  /** The one recipient of the envelope. */
  to: string
  /** Its Message-ID with the angle brackets, for whoever writes down what became of it. */
  messageId?: string
  /** Its bytes, in their order. */
  parts: readonly MessageBytes[]
  /** How many of them are the same in all mails of its issue. */
  shared?: number
}

/**
 * What became of a message. `taken` and `refused` are the server's word on it. `returned`: the connection ended, or
 * fell silent, before the server had all of it, so that it can be tried again; `isUntouched`: before anything of it was
 * said. `uncertain`: after that. `unsendable`: this server cannot take it as it is, and was not asked; `isTooLarge`: nor
 * any other of its issue, for what they share has more bytes than the server takes.
 */
export type Handover =
  | { outcome: 'taken'; reply: Reply }
  | { outcome: 'refused'; reply: Reply }
  | { outcome: 'returned'; why: string; reply?: Reply; isUntouched?: true }
  | { outcome: 'uncertain'; why: string }
  | { outcome: 'unsendable'; why: string; isTooLarge?: true }

/** What becomes of a message that waited for a connection which has ended. */
export const untouched = (why: string): Handover => ({ outcome: 'returned', why, isUntouched: true })

/** One connection to a server, which carries messages. */
export interface Lane {
  /** Such as `smtp://mail.example.org:587`; never with a password. */
  readonly server: string
  /** How many messages it may be given before the first of them is answered. */
  readonly window: number
  /** How many it still takes before it has to be closed and opened again. */
  readonly left: number
  /** Whether it stands and takes messages. */
  readonly isOpen: boolean
  /** Connects and logs in; throws an UnreachableServerError. */
  open(): Promise<void>
  /** Carries a message, while at most `window` others are under way; never rejects. */
  send(message: EncodedMessage): Promise<Handover>
  /** Ends after what is under way. */
  close(): Promise<void>
}

/** What carries the messages of a lane while its connection stands. */
export type Carrier = Pick<Lane, 'window' | 'isOpen' | 'send' | 'close'>
