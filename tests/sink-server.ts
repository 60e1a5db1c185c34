import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { parseArgs } from 'node:util'

// An SMTP server that takes everything and keeps nothing, for measurements; a process of its own.
// It prints one line of JSON with its port, and another one with what it has taken for each line of its input.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'no-pipelining': { type: 'boolean', default: false },
    'no-chunking': { type: 'boolean', default: false },
    /** Files in PEM, for STARTTLS. */
    key: { type: 'string' },
    cert: { type: 'string' },
    /** Milliseconds before each reply. */
    delay: { type: 'string', default: '0' },
    /** A file that gets `recipient Message-ID` of each message, before it is answered. */
    log: { type: 'string' },
    /** Adds the SHA-256 of each message to the log. */
    digest: { type: 'boolean', default: false },
  },
})

const delayMs = Number(values.delay)
const log = values.log === undefined ? undefined : openSync(values.log, 'a')
const secure =
  values.key && values.cert
    ? createSecureContext({ key: readFileSync(values.key), cert: readFileSync(values.cert) })
    : undefined
const taken = { messages: 0, bytes: 0, connections: 0 }

const replies = {
  ready: '220 sink\r\n',
  ok: '250 2.0.0 ok\r\n',
  goOn: '354 go on\r\n',
  leave: '221 2.0.0 bye\r\n',
  unknown: '500 5.5.1 unknown\r\n',
  noRecipient: '503 5.5.1 no recipient\r\n',
}
const ehlo = (isTls: boolean) =>
  [
    'sink',
    ...(values['no-pipelining'] ? [] : ['PIPELINING']),
    ...(values['no-chunking'] ? [] : ['CHUNKING']),
    ...(secure && !isTls ? ['STARTTLS'] : []),
    '8BITMIME',
    'SMTPUTF8',
    'SIZE 52428800',
  ]
    .map((line, at, { length }) => `250${at === length - 1 ? ' ' : '-'}${line}\r\n`)
    .join('')

const endOfData = Buffer.from('\r\n.\r\n')
const lineFeed = 0x0a

class Talk {
  readonly #socket: Socket
  readonly #isTls: boolean
  #recipient = ''
  /** What is left of a chunk, in bytes; -1 in data, 0 between messages. */
  #left = 0
  #rest: Buffer | undefined
  #message: Buffer[] = []
  #answer = ''

  constructor(socket: Socket, isTls: boolean) {
    this.#socket = socket
    this.#isTls = isTls
    socket.on('data', this.#onData)
    socket.on('error', () => socket.destroy())
  }

  readonly #onData = (piece: Buffer): void => {
    const bytes = this.#rest ? Buffer.concat([this.#rest, piece]) : piece
    this.#rest = undefined
    let at = 0
    while (at < bytes.length) {
      const next = this.#left === 0 ? this.#command(bytes, at) : this.#body(bytes, at)
      if (next === -1) break
      at = next
    }
    if (at < bytes.length) this.#rest = bytes.subarray(at)
    this.#reply()
  }

  #reply(): void {
    if (this.#answer === '') return
    const answer = this.#answer
    this.#answer = ''
    if (delayMs === 0) this.#socket.write(answer, 'latin1')
    else setTimeout(() => this.#socket.write(answer, 'latin1'), delayMs)
  }

  #command(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(lineFeed, at)
    if (end === -1) return -1
    // M of MAIL, R of RCPT and RSET, and so on: nothing is checked here that costs time.
    switch (bytes[at]) {
      case 0x4d:
      case 0x4e:
        this.#answer += replies.ok
        break
      case 0x52:
        this.#recipient =
          bytes[at + 1] === 0x43 ? bytes.toString('latin1', at + 9, bytes.indexOf(0x3e, at)) : ''
        this.#answer += replies.ok
        break
      case 0x44:
        this.#left = this.#recipient ? -1 : 0
        this.#answer += this.#recipient ? replies.goOn : replies.noRecipient
        break
      case 0x42:
        this.#left = Number.parseInt(bytes.toString('latin1', at + 5, end), 10)
        break
      case 0x45:
      case 0x48:
        this.#answer += ehlo(this.#isTls)
        break
      case 0x53:
        this.#startTls()
        return bytes.length
      case 0x51:
        this.#socket.end(this.#answer + replies.leave)
        this.#answer = ''
        return bytes.length
      default:
        this.#answer += replies.unknown
    }
    return end + 1
  }

  #body(bytes: Buffer, at: number): number {
    if (this.#left > 0) {
      const part = bytes.subarray(at, at + this.#left)
      this.#keep(part)
      this.#left -= part.length
      if (this.#left === 0) this.#take()
      return at + part.length
    }
    const end = bytes.indexOf(endOfData, at)
    if (end !== -1) {
      this.#keep(bytes.subarray(at, end + 2))
      this.#take()
      return end + endOfData.length
    }
    // The end may come in two pieces.
    const sure = bytes.length - endOfData.length
    if (sure > at) this.#keep(bytes.subarray(at, sure))
    return Math.max(at, sure) === at ? -1 : sure
  }

  #keep(part: Buffer): void {
    taken.bytes += part.length
    if (log !== undefined && (values.digest || this.#message.length === 0)) this.#message.push(part)
  }

  #take(): void {
    taken.messages += 1
    this.#left = 0
    if (log !== undefined) {
      const head = this.#message[0]?.toString('latin1', 0, 4096) ?? ''
      const id = /^Message-ID:\s*(\S+)/im.exec(head)?.[1] ?? '-'
      const digest = values.digest ? ` ${digestOf(this.#message)}` : ''
      writeSync(log, `${this.#recipient} ${id}${digest}\n`)
      this.#message = []
    }
    this.#answer += this.#recipient ? replies.ok : replies.noRecipient
    this.#recipient = ''
  }

  #startTls(): void {
    this.#socket.off('data', this.#onData)
    this.#socket.write('220 go on\r\n')
    if (secure) new Talk(new TLSSocket(this.#socket, { isServer: true, secureContext: secure }), true)
  }
}

function digestOf(parts: Buffer[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

const server = createServer({ noDelay: true }, socket => {
  taken.connections += 1
  new Talk(socket, false)
  socket.write(replies.ready)
})
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(
    `${JSON.stringify({ port: typeof address === 'object' ? address?.port : undefined })}\n`,
  )
})
process.stdin.on('data', () => {
  process.stdout.write(`${JSON.stringify({ ...taken, cpuUs: process.cpuUsage() })}\n`)
})
process.stdin.on('end', () => {
  if (log !== undefined) closeSync(log)
  process.exit()
})
