import type { NodemailerError as SmtpError } from 'nodemailer'
import type { SMTPConnectionAuth, SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { SMTPConnection } from './nodemailer-connection.ts'
import type { OAuth2Login } from './smtp-account.ts'
import { isLocal, loginOf, nameOfServer, parseSmtpUrl } from './smtp-address.ts'
import { LoginToken } from './token-server.ts'

/** What nodemailer throws: a code of its own, and what the server said. */
export type { SmtpError }

/** How long to wait for a connection and its greeting, and for any later reply. */
export interface Timeouts {
  connectionMs: number
  silenceMs: number
}

// nodemailer waits ten minutes for a server that says nothing; a person has left by then.
export const patience: Timeouts = { connectionMs: 20_000, silenceMs: 120_000 }

/** How a server is reached and logged in to. */
export interface Access {
  /** Such as `smtp://mail.example.org:587`. */
  server: string
  /** Whether mail stays on this machine. */
  isLocal: boolean
  timeouts: Timeouts
  options: SMTPConnectionOptions
  login?: { user: string; pass: string } | OAuth2Login
}

/** What an address of a server and its settings come to; throws a DeliveryError for no such address. */
export function accessTo(
  url: string,
  {
    isTlsRequired,
    oauth2,
    timeouts = patience,
  }: { isTlsRequired: boolean; oauth2?: OAuth2Login | undefined; timeouts?: Timeouts | undefined },
): Access {
  const server = parseSmtpUrl(url)
  const isStrict = isTlsRequired && !isLocal(server)
  const login = oauth2 ?? loginOf(server)
  return {
    server: nameOfServer(server),
    isLocal: isLocal(server),
    timeouts,
    options: {
      host: server.hostname.replace(/^\[|\]$/g, ''),
      port: Number(server.port) || (server.protocol === 'smtps:' ? 465 : 587),
      secure: server.protocol === 'smtps:',
      requireTLS: isStrict,
      tls: { rejectUnauthorized: isStrict },
      connectionTimeout: timeouts.connectionMs,
      greetingTimeout: timeouts.connectionMs,
      socketTimeout: timeouts.silenceMs,
    },
    ...(login && { login }),
  }
}

/** A connection that waits for messages, and the reply to its EHLO. */
export interface OpenConnection {
  connection: SMTPConnection
  ehlo: string
}

/** Connects, encrypts, and logs in; rejects with an SmtpError. */
export async function openConnection(access: Access): Promise<OpenConnection> {
  const connection = new SMTPConnection(access.options)
  // What happens while nothing is under way shows when the next message needs the connection.
  connection.on('error', () => {})
  try {
    await during<void>(connection, done => connection.connect(error => done(error ?? null)))
    const ehlo = connection.lastServerResponse || ''
    if (access.login) await logIn(connection, access, access.login)
    return { connection, ehlo }
  } catch (error) {
    connection.close()
    throw error
  }
}

/** The socket of a connection that waits for messages, which from now on hears nothing of what comes over it. */
export function takeSocket(connection: SMTPConnection) {
  const socket = connection._socket
  if (!socket) throw new Error('the connection was closed')
  // What nodemailer does when a socket ends or fails does no harm: it ends its own side.
  for (const event of ['data', 'timeout'])
    for (const listener of socket.listeners(event)) socket.off(event, listener as () => void)
  socket.setTimeout(0)
  return socket
}

async function logIn(
  connection: SMTPConnection,
  { isLocal, timeouts }: Access,
  login: NonNullable<Access['login']>,
): Promise<void> {
  if (!connection.allowsAuth) {
    // Test inboxes know no passwords; elsewhere it is a sign of the wrong port, or of a login that TLS has to come before.
    if (isLocal) return
    throw Object.assign(new Error('it offers no login'), { code: 'ENOLOGIN' })
  }
  if ('pass' in login)
    return authenticate(connection, { user: login.user, credentials: { user: login.user, pass: login.pass } })
  const token = new LoginToken(login, timeouts.connectionMs)
  // Of nodemailer's class, a connection uses only what LoginToken has.
  const auth = { user: login.user, oauth2: token as unknown as NonNullable<SMTPConnectionAuth['oauth2']> }
  try {
    await authenticate(connection, auth)
  } catch (error) {
    const { responseCode = 0 } = error as SmtpError
    if (connection.destroyed || responseCode < 500 || !token.refuse()) throw error
    await authenticate(connection, auth)
  }
}

const authenticate = async (connection: SMTPConnection, auth: SMTPConnectionAuth): Promise<void> => {
  await during(connection, done => connection.login(auth, done))
}

type Done<T> = (error: SmtpError | null, value?: T) => void

/** Waits for what a connection does; rejects with an SmtpError, also where the connection ends instead. */
export function during<T>(connection: SMTPConnection, act: (done: Done<T>) => void): Promise<T> {
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
