import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * What a server does when it is asked something: `go on` answers and then ends as 421 does, but hears what it had been
 * sent before; `half` breaks off within its reply, `silence` says nothing any more.
 */
export type Mood = 'yes' | '450' | '550' | '421' | 'go on' | 'drop' | 'half' | 'close' | 'silence'
/** How it says it: in one line, in several, or byte by byte. */
export type Manner = 'line' | 'lines' | 'bytes'
export interface Whim {
  mood: Mood
  manner: Manner
}

/** What a server does over all its connections, one whim a question, again from the beginning after the last. */
export interface Script {
  whims: readonly Whim[]
  extensions: readonly string[]
  /** Whether it answers DATA with 354 although it has no recipient. */
  asksAnyway: boolean
}

export interface StrictServer {
  url: string
  /** What it took, whether or not it could still say so. */
  accepted: { to: string[]; body: string }[]
  play(script: Script): void
}

/** A server that follows RFC 5321, 2920 and 3030 to the letter, and is moody within them. */
export async function aStrictServer(): Promise<StrictServer> {
  const accepted: StrictServer['accepted'] = []
  let script: Script = { whims: [{ mood: 'yes', manner: 'line' }], extensions: [], asksAnyway: false }
  let at = 0
  const next = (): Whim => script.whims[at++ % script.whims.length] ?? { mood: 'yes', manner: 'line' }
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket)
    new StrictTalk(socket, () => script, next, accepted)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    play(next) {
      script = next
      at = 0
      accepted.length = 0
    },
  }
}

class StrictTalk {
  readonly #socket: Socket
  readonly #script: () => Script
  readonly #next: () => Whim
  readonly #accepted: StrictServer['accepted']
  #rest = ''
  #state: 'commands' | 'data' = 'commands'
  #isLeaving = false
  #isGone = false
  #chunk = 0
  #from: string | undefined
  #to: string[] = []

  constructor(socket: Socket, script: () => Script, next: () => Whim, accepted: StrictServer['accepted']) {
    this.#socket = socket
    this.#script = script
    this.#next = next
    this.#accepted = accepted
    socket.setEncoding('latin1')
    socket.on('error', () => {})
    socket.on('data', piece => {
      if (this.#isGone) return
      this.#rest += piece
      while (!this.#isGone && this.#step());
      if (this.#isLeaving) this.#leave('')
    })
    socket.write('220 strict\r\n')
  }

  #step(): boolean {
    if (this.#chunk > 0) return this.#takeUntil(this.#chunk, body => this.#hearMessage(body, false))
    if (this.#state === 'data') {
      const end = this.#rest.startsWith('.\r\n') ? 0 : this.#rest.indexOf('\r\n.\r\n') + 2
      if (end === 1) return false
      return this.#takeUntil(end + 3, text => this.#hearMessage(text.slice(0, -3), true))
    }
    const end = this.#rest.indexOf('\r\n')
    return end !== -1 && this.#takeUntil(end + 2, line => this.#hear(line.slice(0, -2)))
  }

  #takeUntil(length: number, hear: (text: string) => void): boolean {
    if (this.#rest.length < length) return false
    const text = this.#rest.slice(0, length)
    this.#rest = this.#rest.slice(length)
    hear(text)
    return true
  }

  #hear(line: string): void {
    const [, verb = '', rest = ''] = /^(\w+)(.*)$/.exec(line) ?? []
    const address = /<(.*?)>/.exec(rest)?.[1] ?? ''
    if (verb === 'EHLO') this.#say(greetingOf(this.#script().extensions))
    else if (verb === 'QUIT') this.#leave('221 bye\r\n')
    else if (verb === 'RSET') this.#reset()
    else if (verb === 'MAIL')
      this.#answer(this.#from === undefined, () => {
        this.#from = address
      })
    else if (verb === 'RCPT')
      this.#answer(this.#from !== undefined, () => {
        this.#to.push(address)
      })
    else if (verb === 'DATA') this.#hearData()
    else if (verb === 'BDAT') this.#chunk = Number(/^ (\d+) LAST$/.exec(rest)?.[1])
    else throw new Error(`not a command: ${line}`)
  }

  #reset(): void {
    this.#from = undefined
    this.#to = []
    this.#say('250 reset\r\n')
  }

  #hearData(): void {
    if (this.#script().asksAnyway && this.#to.length === 0) {
      this.#state = 'data'
      this.#say('354 go on\r\n')
      return
    }
    this.#answer(
      this.#to.length > 0,
      () => {
        this.#state = 'data'
      },
      '354 go on',
    )
  }

  #hearMessage(body: string, isData: boolean): void {
    this.#chunk = 0
    if (isData) this.#state = 'commands'
    const to = this.#to
    const take = () => {
      this.#accepted.push({ to, body })
      this.#from = undefined
      this.#to = []
    }
    // A chunk that was not taken leaves everything as it was, until RSET.
    if (isData) {
      this.#from = undefined
      this.#to = []
    }
    this.#answer(to.length > 0, take)
  }

  #answer(isInOrder: boolean, act: () => void, yes = '250 yes'): void {
    const whim = this.#next()
    const { manner } = whim
    // Having announced its end, it does not break what it still answers.
    const mood = this.#isLeaving && !['450', '550'].includes(whim.mood) ? 'yes' : whim.mood
    if (!isInOrder && mood !== 'drop' && mood !== 'silence') {
      this.#say(inManner('503 out of order', manner), manner)
      return
    }
    // What breaks off here has acted before nobody hears it.
    if (mood === 'yes' || mood === 'half' || mood === 'close') act()
    if (mood === 'yes') this.#say(inManner(yes, manner), manner)
    else if (mood === '450' || mood === '550') this.#say(inManner(`${mood} no`, manner), manner)
    else if (mood === '421') this.#leave(inManner('421 later', manner))
    else if (mood === 'go on') {
      this.#say(inManner('421 later', manner), manner)
      this.#isLeaving = true
    } else if (mood === 'half') this.#break('25')
    else if (mood === 'close') this.#leave('')
    else if (mood === 'drop') this.#break('')
    else this.#isGone = true
  }

  #say(reply: string, manner: Manner = 'line'): void {
    for (const piece of manner === 'bytes' ? reply : [reply]) this.#socket.write(piece)
  }

  #leave(reply: string): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#socket.end(reply)
  }

  #break(reply: string): void {
    this.#isGone = true
    this.#socket.write(reply, () => this.#socket.destroy())
  }
}

const inManner = (reply: string, manner: Manner): string =>
  manner === 'lines' ? `${reply.slice(0, 3)}-first\r\n${reply}\r\n` : `${reply}\r\n`

const greetingOf = (extensions: readonly string[]): string =>
  ['250-strict', ...extensions.map(name => `250-${name}`), '250 HELP\r\n'].join('\r\n')
