import { PassThrough } from 'node:stream'
import nodemailer, { type NodemailerError } from 'nodemailer'
import { DeliveryError } from '../errors.ts'
import type { Message } from '../mail/message.ts'
import { type Transport, UncertainDeliveryError, UnreachableServerError } from './transport.ts'

export interface SmtpOptions {
  /** Refuse a server outside this machine that offers no TLS, or whose certificate cannot be checked. */
  secure: boolean
  /** How long to wait for a connection and its greeting, and for any later reply; 20 s and 2 min. */
  timeouts?: { connectionMs: number; silenceMs: number }
}

// nodemailer waits ten minutes for a server that says nothing; a person has left by then.
const patience = { connectionMs: 20_000, silenceMs: 120_000 }

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i

/** A pooled connection to the server of an address such as `smtp://user:password@mail.example.org:587`. */
export function openSmtp(url: string, { secure, timeouts = patience }: SmtpOptions): Transport {
  const server = parseSmtpUrl(url)
  const isLocal = loopback.test(server.hostname)
  const transporter = nodemailer.createTransport({
    pool: true,
    maxConnections: 1,
    // A message that went out on a connection that then broke may have arrived: it is not sent again.
    maxRequeues: 0,
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: Number(server.port) || (server.protocol === 'smtps:' ? 465 : 587),
    secure: server.protocol === 'smtps:',
    requireTLS: secure && !isLocal,
    tls: { rejectUnauthorized: secure && !isLocal },
    ...(server.username && {
      auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
    }),
    connectionTimeout: timeouts.connectionMs,
    greetingTimeout: timeouts.connectionMs,
    socketTimeout: timeouts.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const name = nameOfServer(server)
  const handedOver = watchHandover(transporter)
  return {
    name,
    send: message => send(transporter, message, name, handedOver),
    close: () => transporter.close(),
  }
}

type Transporter = ReturnType<typeof nodemailer.createTransport>

// The connection reads a message to its end only after the server has asked for it.
function watchHandover(transporter: Transporter): Set<string> {
  const handedOver = new Set<string>()
  transporter.use('stream', ({ data, message }, done) => {
    message?.transform(() => new PassThrough().once('end', () => handedOver.add(String(data.messageId))))
    done()
  })
  return handedOver
}

async function send(transporter: Transporter, message: Message, server: string, handedOver: Set<string>) {
  try {
    const info = await transporter.sendMail(message)
    const page = nodemailer.getTestMessageUrl(info)
    return { messageId: info.messageId, reply: String(info.response), ...(page && { page }) }
  } catch (error) {
    throw toDeliveryError(error, message, server, handedOver.has(message.messageId))
  } finally {
    handedOver.delete(message.messageId)
  }
}

// A reply with a code is final; without one, it depends on whether the server had the whole message.
function toDeliveryError(
  error: unknown,
  message: Message,
  server: string,
  wasHandedOver: boolean,
): DeliveryError {
  const { response, responseCode, command, code, message: what } = error as NodemailerError
  const { address } = message.to
  if (code === 'ETLS' || command === 'STARTTLS')
    return new UnreachableServerError(`${server} offers no TLS that can be trusted: ${what}`, {
      wayOut:
        'Mail and passwords do not leave this machine without TLS: use the port of your provider that has it.',
      cause: error,
    })
  if (code === 'EAUTH')
    return new UnreachableServerError(
      `${server} does not accept the user and password: ${response ?? what}`,
      {
        wayOut: 'See MASTHEAD_SMTP_PASSWORD in .env and "smtp" in masthead.yaml.',
        cause: error,
      },
    )
  if (responseCode === undefined && wasHandedOver)
    return new UncertainDeliveryError(`${server} may have taken the message to ${address}: ${what}`, {
      cause: error,
    })
  if (responseCode === undefined)
    return new UnreachableServerError(`${server} cannot be reached, or broke off: ${what}`, { cause: error })
  return new DeliveryError(`${server} did not take the message to ${address}: ${response ?? what}`, {
    cause: error,
  })
}

/** Reads the address of an SMTP server; throws a DeliveryError that does not repeat a password. */
export function parseSmtpUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.hostname && /^smtps?:$/.test(parsed.protocol)) return parsed
  const shown = url.replace(/\/\/[^@]*@/, '//…@')
  throw new DeliveryError(`"${shown}" is not the address of an SMTP server`, {
    wayOut:
      'Write it as smtp://user@mail.example.org:587, or smtps:// for TLS from the first byte (port 465).',
  })
}

/** `smtp://mail.example.org:587`, without user and password. */
export const nameOfServer = ({ protocol, host }: URL): string => `${protocol}//${host}`
