import nodemailer from 'nodemailer'
import { DeliveryError } from '../../errors.ts'
import type { Message } from '../../mail/message.ts'
import type { Receipt, Transport } from '../transport.ts'
import { type Access, accessTo, type Timeouts } from './open-connection.ts'
import { type Handover, SmtpConnection } from './smtp-connection.ts'
import { toDeliveryError } from './smtp-errors.ts'
import { toUnreachable } from './unreachable.ts'

export interface SmtpOptions {
  /** Refuse a server outside this machine that offers no TLS, or whose certificate cannot be checked. */
  secure: boolean
  /** How long to wait for a connection and its greeting, and for any later reply; 20 s and 2 min. */
  timeouts?: Timeouts
}

/** The server of an address such as `smtp://user:password@mail.example.org:587`; throws a DeliveryError for no such address. */
export function openSmtp(url: string, { secure, timeouts }: SmtpOptions): Transport {
  return new SmtpTransport(accessTo(url, { isTlsRequired: secure, timeouts }))
}

class SmtpTransport implements Transport {
  readonly name: string
  readonly #access: Access
  readonly #connection: SmtpConnection
  // nodemailer writes the message; what becomes of it is decided here, not by a pool that repeats what broke.
  readonly #writer = nodemailer.createTransport<Handover>({
    name: 'masthead',
    version: '1',
    send: ({ message }, done) => {
      this.#connection
        .send(message.getEnvelope(), message.createReadStream())
        .then(handover => done(null, handover), done)
    },
  })

  constructor(access: Access) {
    this.name = access.server
    this.#access = access
    this.#connection = new SmtpConnection(access)
  }

  async connect(before?: string): Promise<void> {
    try {
      await this.#connection.connect()
    } catch (error) {
      throw toUnreachable(error, this.#access, before)
    }
  }

  async send(message: Message): Promise<Receipt> {
    const first = await this.#handOver(message)
    const handover = first.outcome === 'broken' ? await this.#handOver(message, first.error.response) : first
    if (handover.outcome !== 'taken') throw toDeliveryError(handover, this.name, message.to.address)
    const { messageId } = message
    const page = nodemailer.getTestMessageUrl({ response: handover.reply })
    return { messageId, reply: handover.reply, ...(page && { page }) }
  }

  close(): void {
    this.#connection.close()
  }

  async #handOver(message: Message, before?: string): Promise<Handover> {
    await this.connect(before)
    try {
      return await this.#writer.sendMail({ ...message, disableFileAccess: true, disableUrlAccess: true })
    } catch (error) {
      throw new DeliveryError(`The message to ${message.to.address} cannot be written: ${error}`, {
        cause: error,
      })
    }
  }
}
