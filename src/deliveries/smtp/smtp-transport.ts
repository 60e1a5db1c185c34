import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import type MimeNode from 'nodemailer/lib/mime-node'
import { DeliveryError } from '../../errors.ts'
import type { DkimSigner } from '../../mail/dkim/dkim-signer.ts'
import { signedMessage } from '../../mail/dkim/signed-message.ts'
import type { Message } from '../../mail/message.ts'
import { bytesOf } from '../../mail/mime.ts'
import type { Receipt, Transport } from '../transport.ts'
import { type Access, accessTo, type Timeouts } from './open-connection.ts'
import type { SmtpAccount } from './smtp-account.ts'
import { type Handover, SmtpConnection } from './smtp-connection.ts'
import { toDeliveryError } from './smtp-errors.ts'
import { toUnreachable } from './unreachable.ts'

export interface SmtpOptions {
  /** Refuse a server outside this machine that offers no TLS, or whose certificate cannot be checked. */
  secure: boolean
  /** Signs what goes out. */
  dkim?: DkimSigner | undefined
  /** How long to wait for a connection and its greeting, and for any later reply; 20 s and 2 min. */
  timeouts?: Timeouts
}

/** The server of an address such as `smtp://user:password@mail.example.org:587`; throws a DeliveryError for no such address. */
export const openSmtp = (url: string, { secure, dkim, timeouts }: SmtpOptions): Transport =>
  new SmtpTransport(accessTo(url, { isTlsRequired: secure, timeouts }), dkim)

/** The server of an account, as for any other. */
export const openAccount = (account: SmtpAccount, dkim?: DkimSigner): Transport =>
  new SmtpTransport(accessTo(account.url, account), dkim)

class SmtpTransport implements Transport {
  readonly name: string
  readonly #access: Access
  readonly #connection: SmtpConnection
  readonly #dkim: DkimSigner | undefined
  // nodemailer writes the message; what becomes of it is decided here, not by a pool that repeats what broke.
  readonly #writer = nodemailer.createTransport<Handover>({
    name: 'masthead',
    version: '1',
    send: ({ message }, done) => {
      this.#handOverNode(message).then(handover => done(null, handover), done)
    },
  })

  constructor(access: Access, dkim: DkimSigner | undefined) {
    this.name = access.server
    this.#access = access
    this.#connection = new SmtpConnection(access)
    this.#dkim = dkim
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

  async #handOverNode(node: MimeNode): Promise<Handover> {
    const bytes = this.#dkim && (await signedMessage(await bytesOf(node), this.#dkim))
    const message = bytes ? Readable.from([bytes]) : node.createReadStream()
    return this.#connection.send(node.getEnvelope(), message)
  }
}
