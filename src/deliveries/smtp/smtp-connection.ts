import type { Readable } from 'node:stream'
import type { NodemailerError as SmtpError } from 'nodemailer'
import SMTPConnection, {
  type SMTPConnectionOptions,
  type SMTPConnectionSendInfo,
  type SMTPEnvelope,
} from 'nodemailer/lib/smtp-connection'

/** What nodemailer throws: a code of its own, and what the server said. */
export type { SmtpError }

/**
 * What became of a message: `refused` and `taken` are the server's word; `broken` and `silent` happened before the
 * server had the whole message; `uncertain`, after that.
 */
export type Handover =
  | { outcome: 'taken'; reply: string }
  | { outcome: 'refused' | 'broken' | 'silent' | 'uncertain'; error: SmtpError }

export interface Login {
  user: string
  pass: string
}

// Many servers take no more over one connection.
const messagesPerConnection = 100

/** A connection to an SMTP server, opened when it is needed and again when it is gone. */
export class SmtpConnection {
  readonly #options: SMTPConnectionOptions
  readonly #login: Login | undefined
  #open: SMTPConnection | undefined
  #messages = 0

  constructor(options: SMTPConnectionOptions, login: Login | undefined) {
    this.#options = options
    this.#login = login
  }

  /** Resolves when the server waits for a message; rejects with an SmtpError when it cannot be used. */
  async connect(): Promise<SMTPConnection> {
    if (this.#messages >= messagesPerConnection) this.close()
    if (this.#open && !this.#open.destroyed) return this.#open
    this.#messages = 0
    this.#open = await open(this.#options, this.#login)
    return this.#open
  }

  /** Hands over a message, once; rejects only when there is no connection for it. */
  async send(envelope: SMTPEnvelope, message: Readable): Promise<Handover> {
    const connection = await this.connect()
    this.#messages += 1
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
      if (outcome === 'refused') await this.#reset(connection)
      else this.#drop()
      return { outcome, error }
    }
  }

  close(): void {
    this.#open?.quit()
    this.#drop()
  }

  #drop(): void {
    this.#open?.close()
    this.#open = undefined
  }

  async #reset(connection: SMTPConnection): Promise<void> {
    try {
      await during(connection, done => connection.reset(done))
    } catch {
      this.#drop()
    }
  }
}

async function open(options: SMTPConnectionOptions, login: Login | undefined): Promise<SMTPConnection> {
  const connection = new SMTPConnection(options)
  // What happens while nothing is under way shows when the next message needs the connection.
  connection.on('error', () => {})
  try {
    await during<void>(connection, done => connection.connect(error => done(error ?? null)))
    if (login && connection.allowsAuth)
      await during(connection, done => connection.login({ user: login.user, credentials: login }, done))
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

type Done<T> = (error: SmtpError | null, value?: T) => void

function during<T>(connection: SMTPConnection, act: (done: Done<T>) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // The connection first ends, and then tells why, if it does.
    const onEnd = () => setImmediate(() => reject(new Error('the connection was closed')))
    connection.once('error', reject)
    connection.once('end', onEnd)
    act((error, value) => {
      connection.off('error', reject)
      connection.off('end', onEnd)
      if (error) reject(error)
      else resolve(value as T)
    })
  })
}

function outcomeOf({ code, response, responseCode = 0 }: SmtpError, wasHandedOver: boolean) {
  const isRefusal = responseCode >= 400 && responseCode < 600
  if (wasHandedOver) return isRefusal ? 'refused' : 'uncertain'
  if (isRefusal && responseCode !== 421) return 'refused'
  if (code === 'ETIMEDOUT') return 'silent'
  // Without a reply, it is the connection's own check: a message larger than the server takes.
  return !response && (code === 'EMESSAGE' || code === 'EENVELOPE') ? 'refused' : 'broken'
}
