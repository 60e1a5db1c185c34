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
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>(resolve => server.close(resolve)))
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails }
}

/** A server that breaks the connection at a command, or after a whole message instead of the reply. */
export async function aServerThatDies(at: string): Promise<{ url: string; messages: () => number }> {
  let messages = 0
  const server = createServer(socket => {
    socket.on('error', () => {})
    if (at === 'the greeting') return void socket.destroy()
    converse(socket, at, () => {
      messages += 1
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, messages: () => messages }
}

function converse(socket: Socket, at: string, onMessage: () => void): void {
  let inData = false
  socket.write('220 ready\r\n')
  socket.on('data', chunk => {
    const text = chunk.toString()
    if (text.startsWith(at)) socket.destroy()
    else if (inData && text.endsWith('\r\n.\r\n')) {
      onMessage()
      socket.destroy()
    } else if (text.startsWith('DATA')) {
      inData = true
      socket.write('354 go on\r\n')
    } else if (!inData) socket.write('250 ok\r\n')
  })
}
