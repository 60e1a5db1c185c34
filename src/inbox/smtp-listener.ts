import type { Server, Socket } from 'node:net'
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerEnvelope,
  type SMTPServerSession,
} from 'smtp-server'
import { DeliveryError } from '../errors.ts'
import { type Chaos, misfortuneAt, type Stage } from './chaos.ts'
import { reasonOf } from './mailbox/captured-mail.ts'
import type { Envelope } from './mailbox/envelope.ts'
import { isPortTaken, startListening } from './start-listening.ts'
import { suffer, sufferInData } from './suffer.ts'

/** Where to listen, how large a mail may be in bytes, who gets it, and what goes wrong on purpose. */
export interface SmtpListenerOptions {
  /** 0 takes any free port. */
  port: number
  host?: string
  maxBytes?: number
  /** An error here asks the sender to try again later, with its message. */
  deliver: (raw: Buffer, envelope: Envelope) => Promise<unknown>
  chaos?: Chaos
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
  const { server, sockets } = createServer(options)
  // Clients that vanish in the middle of a mail are reported here too, and are nobody's concern.
  server.on('error', () => {})
  const port = await startListening(server.server, options.port, host).catch(cause => {
    throw listenError(host, options.port, cause)
  })
  const url = `smtp://${host.includes(':') ? `[${host}]` : host}:${port}`
  return { port, url, close: () => close(server, sockets) }
}

const calm: Chaos = { rules: [], chance: () => 1 }

function createServer(options: SmtpListenerOptions): {
  server: SMTPServer
  sockets: ReadonlyMap<number, Socket>
} {
  const { maxBytes = 25 * 1024 * 1024, deliver, chaos = calm } = options
  const sockets = new Map<number, Socket>()
  const at = (stage: Stage, session: SMTPServerSession, done: (error?: Error) => void, goOn = done) =>
    suffer(misfortuneAt(stage, chaos), { socket: sockets.get(session.remotePort), done, goOn })
  const server = new SMTPServer({
    name: 'masthead',
    size: maxBytes,
    rejectOversized: true,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    // Offline, looking up the client's name would hold every connection for seconds.
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 250,
    onConnect: (session, done) => at('connect', session, done),
    onAuth: (_given, session, done) => at('auth', session, done, () => done(null, { user: 'anyone' })),
    onMailFrom: (_address, session, done) => at('from', session, done),
    onRcptTo: (_address, session, done) => at('rcpt', session, done),
    onData: (stream, session, done) => {
      const socket = sockets.get(session.remotePort)
      const misfortune = misfortuneAt('data', chaos)
      if (misfortune !== undefined) return sufferInData(misfortune, { stream, socket, done })
      const ending = misfortuneAt('message', chaos)
      // A mail whose reply is lost was received all the same; one that is refused was not.
      const keep = typeof ending === 'number' ? async () => {} : deliver
      receive(stream, session.envelope, keep).then(
        () => suffer(ending, { socket, done, goOn: done }),
        error => done(tryAgainLater(error)),
      )
    },
  })
  rememberSockets(server.server, sockets)
  return { server, sockets }
}

function rememberSockets(server: Server, sockets: Map<number, Socket>): void {
  server.on('connection', socket => {
    const { remotePort = 0 } = socket
    sockets.set(remotePort, socket)
    socket.once('close', () => sockets.delete(remotePort))
  })
}

function close(server: SMTPServer, sockets: ReadonlyMap<number, Socket>): Promise<void> {
  return new Promise(resolve =>
    server.close(() => {
      // Who was left without an answer, or does not hang up, would keep the program from ending.
      for (const socket of sockets.values()) socket.destroy()
      resolve()
    }),
  )
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
