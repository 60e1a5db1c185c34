import { DeliveryError, type ErrorDetails } from '../errors.ts'
import type { Message } from '../mail/message.ts'
import type { Reply } from './replies/reply.ts'

/** What a server said when it took a message. */
export interface Receipt {
  messageId: string
  /** The server's last reply, such as `250 OK`. */
  reply: string
  /** Where the message can be looked at, for test mailboxes that have a page. */
  page?: string
}

/** What carries a message: an SMTP server, or a test inbox. */
export interface Transport {
  /** Where it goes, for people to read; never with a password. */
  readonly name: string
  /** Resolves when the server waits for a message; throws an UnreachableServerError when it does not. */
  connect(): Promise<void>
  /** Resolves when the server has taken the message; throws a DeliveryError when it has not, an UncertainDeliveryError when nobody knows. */
  send(message: Message): Promise<Receipt>
  close(): void
}

/** The server cannot be reached or used at all, so that trying the next recipient would be no better. */
export class UnreachableServerError extends DeliveryError {
  /** What the server said, where it said something. */
  readonly reply: Reply | undefined
  /** Whether waiting does not help, as with a wrong password. */
  readonly isLasting: boolean

  constructor(
    message: string,
    details: ErrorDetails & { reply?: Reply | undefined; isLasting?: boolean } = {},
  ) {
    super(message, details)
    this.reply = details.reply
    this.isLasting = details.isLasting ?? false
  }
}

/** The server did not take the message; without a reply, the message is larger than it takes. */
export class RefusedMessageError extends DeliveryError {
  readonly reply: Reply | undefined

  constructor(message: string, { reply, cause }: { reply: Reply | undefined; cause?: unknown }) {
    super(message, { cause })
    this.reply = reply
  }
}

/** Two connections in a row broke before the server had the whole message: the next recipient may fare better. */
export class BrokenConnectionError extends DeliveryError {}

/** The connection broke after the message was on its way and before the reply: it may have arrived. */
export class UncertainDeliveryError extends DeliveryError {}
