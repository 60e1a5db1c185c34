import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface MailServer {
  url: string
  /** What came in, in its order. */
  mails: { to: string[]; email: Email; raw: Buffer }[]
}

/** A real SMTP server on loopback, closed when the test ends. */
export async function aMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: MailServer['mails'] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks)
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          email: await PostalMime.parse(raw),
          raw,
        })
        done()
      })
    },
    ...options,
  })
  // A client that does not trust its certificate leaves.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>(resolve => server.close(resolve)))
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails }
}

/** A server that breaks the connection at a command, or after a whole message instead of the reply. */
export async function aServerThatDies(at: string): Promise<{ url: string; messages: () => number }> {
  const { url, received } = await aServerThatSays(command =>
    command.startsWith(at) || (command === 'message' && at === 'the reply') ? undefined : usual(command),
  )
  return { url, messages: () => received.length }
}

/** How a server answers a command, `the greeting`, or a whole `message`; nothing ends the connection, as 421 in one line does. */
export type Says = (command: string, talk: { connection: number; messages: number }) => string | undefined

/** A server that says what a test wants, and keeps the recipient of every message that came whole. */
export async function aServerThatSays(
  says: Says,
): Promise<{ url: string; received: string[]; connections: () => number }> {
  const received: string[] = []
  let connections = 0
  const server = createServer(socket => {
    connections += 1
    socket.on('error', () => {})
    converse(socket, says, connections, received)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, received, connections: () => connections }
}

/** What a server says to EHLO that offers extensions. */
export const offering = (...extensions: string[]): string =>
  ['250-ready', ...extensions.map(name => `250-${name}`), '250 HELP'].join('\r\n')

/** What a server says where nothing is wrong. */
export const usual = (command: string): string =>
  command === 'the greeting' ? '220 ready' : command.startsWith('DATA') ? '354 go on' : '250 ok'

function converse(socket: Socket, says: Says, connection: number, received: string[]): void {
  let rest = ''
  let to = ''
  let inData = false
  let messages = 0
  const talk = () => ({ connection, messages })
  const answer = (command: string) => {
    const reply = says(command, talk())
    if (reply === undefined) socket.destroy()
    else if (reply.startsWith('421 ')) socket.end(`${reply}\r\n`)
    else socket.write(`${reply}\r\n`)
    return reply ?? ''
  }
  answer('the greeting')
  socket.on('data', chunk => {
    rest += chunk.toString('latin1')
    const endOf = () => (inData && !rest.startsWith('.\r\n') ? '\r\n.\r\n' : '\r\n')
    for (let end = endOf(); rest.includes(end); end = endOf()) {
      if (socket.destroyed) return
      const command = Buffer.from(rest.slice(0, rest.indexOf(end)), 'latin1').toString()
      const isWhole = !inData && command.startsWith('BDAT') && !says(command, talk())?.startsWith('5')
      const chunk = isWhole ? Number(/^BDAT (\d+) LAST$/.exec(command)?.[1] ?? 0) : 0
      const length = rest.indexOf(end) + end.length + chunk
      if (rest.length < length) return
      rest = rest.slice(length)
      if (inData || chunk > 0) {
        inData = false
        received.push(to)
        answer('message')
        messages += 1
        continue
      }
      to = /^RCPT TO:<([^>]*)>/.exec(command)?.[1] ?? to
      inData = answer(command).startsWith('354')
    }
  })
}
