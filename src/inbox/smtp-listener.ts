import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from 'smtp-server'
import { DeliveryError } from '../errors.ts'
import { reasonOf } from './mailbox/captured-mail.ts'
import type { Envelope } from './mailbox/envelope.ts'
import { isPortTaken, startListening } from './start-listening.ts'

/** Where to listen, how large a mail may be in bytes, and who gets it. */
export interface SmtpListenerOptions {
  /** 0 takes any free port. */
  port: number
  host?: string
  maxBytes?: number
  /** An error here asks the sender to try again later, with its message. */
  deliver: (raw: Buffer, envelope: Envelope) => Promise<unknown>
}

/** A listener at work; `close` ends it within a second, whoever is connected. */
export interface SmtpListener {
  port: number
  url: string
  close(): Promise<void>
}

/** Accepts mail from anyone over plain SMTP, with or without credentials. */
export async function listenForMail(options: SmtpListenerOptions): Promise<SmtpListener> {
  const { host = '127.0.0.1' } = options
  const server = createServer(options)
  // Clients that vanish in the middle of a mail are reported here too, and are nobody's concern.
  server.on('error', () => {})
  const port = await startListening(server.server, options.port, host).catch(cause => {
    throw listenError(host, options.port, cause)
  })
  const url = `smtp://${host.includes(':') ? `[${host}]` : host}:${port}`
  return { port, url, close: () => new Promise(resolve => server.close(() => resolve())) }
}

function createServer({ maxBytes = 25 * 1024 * 1024, deliver }: SmtpListenerOptions): SMTPServer {
  return new SMTPServer({
    name: 'masthead',
    size: maxBytes,
    rejectOversized: true,
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (_credentials, _session, done) => done(null, { user: 'anyone' }),
    disabledCommands: ['STARTTLS'],
    // Offline, looking up the client's name would hold every connection for seconds.
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 250,
    onData: (stream, session, done) => {
      receive(stream, session.envelope, deliver).then(
        () => done(),
        error => done(tryAgainLater(error)),
      )
    },
  })
}

async function receive(
  stream: SMTPServerDataStream,
  envelope: SMTPServerEnvelope,
  deliver: SmtpListenerOptions['deliver'],
): Promise<void> {
  let chunks: Buffer[] = []
  // A mail that is too large is still read to its end: only then does SMTP allow the reply, which smtp-server gives.
  for await (const chunk of stream) {
    if (stream.sizeExceeded) chunks = []
    else chunks.push(chunk)
  }
  if (stream.sizeExceeded) return
  const from = envelope.mailFrom ? envelope.mailFrom.address : ''
  await deliver(Buffer.concat(chunks), { from, to: envelope.rcptTo.map(({ address }) => address) })
}

function tryAgainLater(error: unknown): Error {
  const sentence = reasonOf(error).replace(/\s+/g, ' ')
  return Object.assign(new Error(sentence, { cause: error }), { responseCode: 451 })
}

function listenError(host: string, port: number, cause: unknown): DeliveryError {
  const found = isPortTaken(cause) ? 'another program uses this port' : reasonOf(cause)
  return new DeliveryError(`Cannot listen for mail on ${host}:${port}: ${found}`, {
    wayOut:
      'Stop the other program (perhaps another test inbox), or choose another SMTP port; 0 takes any free one.',
    cause,
  })
}
