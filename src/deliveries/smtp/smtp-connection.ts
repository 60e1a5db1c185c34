import type { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SMTPConnectionSendInfo, SMTPEnvelope } from 'nodemailer/lib/smtp-connection'
import { type Access, during, openConnection, type SmtpError } from './open-connection.ts'

/**
 * What became of a message: `refused` and `taken` are the server's word; `broken` and `silent` happened before the
 * server had the whole message; `uncertain`, after that.
 */
export type Handover =
  | { outcome: 'taken'; reply: string }
  | { outcome: 'refused' | 'broken' | 'silent' | 'uncertain'; error: SmtpError }

// Many servers take no more over one connection.
const messagesPerConnection = 100

/** A connection to an SMTP server, opened when it is needed and again when it is gone. */
export class SmtpConnection {
  readonly #access: Access
  #open: SMTPConnection | undefined
  #messages = 0

  constructor(access: Access) {
    this.#access = access
  }

  /** Resolves when the server waits for a message; rejects with an SmtpError when it cannot be used. */
  async connect(): Promise<SMTPConnection> {
    if (this.#messages >= messagesPerConnection) this.close()
    if (this.#open && !this.#open.destroyed) return this.#open
    this.#messages = 0
    this.#open = (await openConnection(this.#access)).connection
    return this.#open
  }

  /** Hands over a message, once; rejects only when there is no connection for it. */
  async send(envelope: SMTPEnvelope, message: Readable): Promise<Handover> {
    const connection = await this.connect()
    this.#messages += 1
    return handOver(connection, envelope, message)
  }

  close(): void {
    this.#open?.quit()
    this.#open?.close()
    this.#open = undefined
  }
}

/** Hands a message over to nodemailer's connection, which is closed where it cannot carry another one; never rejects. */
export async function handOver(
  connection: SMTPConnection,
  envelope: SMTPEnvelope,
  message: Readable,
): Promise<Handover> {
  // The message is read to its end only after the server has asked for it.
  let wasHandedOver = false
  message.once('end', () => {
    wasHandedOver = true
  })
  try {
    const { response } = await during<SMTPConnectionSendInfo>(connection, done =>
      connection.send(envelope, message, done),
    )
    return { outcome: 'taken', reply: response }
  } catch (cause) {
    const error = cause as SmtpError
    const outcome = outcomeOf(error, wasHandedOver)
    if (outcome === 'refused') await reset(connection)
    else connection.close()
    return { outcome, error }
  }
}

async function reset(connection: SMTPConnection): Promise<void> {
  try {
    await during(connection, done => connection.reset(done))
  } catch {
    connection.close()
  }
}

function outcomeOf({ code, response, responseCode = 0 }: SmtpError, wasHandedOver: boolean) {
  const isRefusal = responseCode >= 400 && responseCode < 600
  if (wasHandedOver) return isRefusal ? 'refused' : 'uncertain'
  if (isRefusal && responseCode !== 421) return 'refused'
  if (code === 'ETIMEDOUT') return 'silent'
  // Without a reply, it is the connection's own check: a message larger than the server takes.
  return !response && (code === 'EMESSAGE' || code === 'EENVELOPE') ? 'refused' : 'broken'
}
