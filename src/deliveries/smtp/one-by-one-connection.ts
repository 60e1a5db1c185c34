import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { joinedBytes } from '../../mail/encoded/body-part.ts'
import { parseReply } from '../replies/parse-reply.ts'
import type { Reply } from '../replies/reply.ts'
import { envelopeFor } from './envelope.ts'
import { type Carrier, type EncodedMessage, type Handover, untouched } from './lane.ts'
import type { SmtpError } from './open-connection.ts'
import { replyIn } from './reply-in-error.ts'
import type { Extensions } from './server-extensions.ts'
import { handOver } from './smtp-connection.ts'
import { whyItBroke } from './why-it-broke.ts'

// How long a server is waited for after QUIT.
const leaveMs = 2_000

/** A connection to a server without PIPELINING, which nodemailer carries each message over. */
export class OneByOne implements Carrier {
  readonly window = 1
  readonly #connection: SMTPConnection
  readonly #extensions: Extensions
  #last: Promise<unknown> = Promise.resolve()

  constructor(connection: SMTPConnection, extensions: Extensions) {
    this.#connection = connection
    this.#extensions = extensions
  }

  get isOpen(): boolean {
    return !this.#connection.destroyed
  }

  send(message: EncodedMessage): Promise<Handover> {
    const handover = this.#last.then(() => this.#carry(message))
    this.#last = handover
    return handover
  }

  async close(): Promise<void> {
    await this.#last
    if (!this.isOpen) return
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, leaveMs)
      this.#connection.once('end', () => {
        clearTimeout(timer)
        resolve()
      })
      this.#connection.quit()
    })
    this.#connection.close()
  }

  async #carry(message: EncodedMessage): Promise<Handover> {
    const envelope = envelopeFor(message, this.#extensions)
    if ('outcome' in envelope) return envelope
    if (!this.isOpen) return untouched('the connection has ended')
    const { from, to, size } = envelope
    const body = Readable.from([joinedBytes(message.parts)], { objectMode: false })
    const handover = await handOver(this.#connection, { from, to: [to], size }, body)
    if (handover.outcome === 'taken')
      return { outcome: 'taken', reply: parseReply(handover.reply, 'message') ?? unread(handover.reply) }
    return toHandover(handover.outcome, handover.error)
  }
}

function toHandover(outcome: 'refused' | 'broken' | 'silent' | 'uncertain', error: SmtpError): Handover {
  const why = whyItBroke(error)
  const reply = replyIn(error)
  if (outcome === 'uncertain') return { outcome, why }
  if (outcome === 'refused' && reply) return { outcome, reply }
  return { outcome: 'returned', why, ...(reply && { reply }) }
}

const unread = (text: string): Reply => ({ stage: 'message', code: 250, text })
