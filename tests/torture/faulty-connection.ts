import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { type SecureContext, TLSSocket } from 'node:tls'
import type { Chances } from './chances.ts'
import { type Answer, answerTo, type Course, type Fault } from './faults.ts'
import type { ServerLog } from './server-log.ts'

/** What a connection is served with. */
export interface Service {
  course: Course
  chances: Chances
  log: ServerLog
  secureContext: SecureContext
  isKind(): boolean
  /** A message begins. */
  onMessage(): void
}

const lineFeed = 0x0a
const endOfData = Buffer.from('\r\n.\r\n')
const headSize = 16_384

/** One connection of a server that fails: what it notes is true, and comes before what it says. */
export class FaultyConnection {
  readonly #raw: Socket
  readonly #service: Service
  #socket: Socket
  #rest: Buffer = Buffer.alloc(0)
  #outbox = ''
  #isSpeaking = false
  /** It says nothing more, and only notes what still comes. */
  #isMute = false
  #isFarewell = false
  #leaving: Course['leaving'] | undefined
  #messages = 0
  #to: string | undefined
  #answer: Answer = 'yes'
  #isRefused = false
  /** What is left of a chunk, in bytes; -1 in data, 0 between messages. */
  #left = 0
  #message: Buffer[] = []

  constructor(socket: Socket, service: Service) {
    this.#raw = socket
    this.#socket = socket
    this.#service = service
    this.#listen(socket)
    this.#greet()
  }

  #listen(socket: Socket): void {
    socket.on('data', this.#onData)
    socket.on('error', () => socket.destroy())
    socket.on('end', () => socket.end())
  }

  readonly #onData = (piece: Buffer): void => {
    this.#rest = Buffer.concat([this.#rest, piece])
    for (let used = -1; used !== 0; ) {
      used = this.#left === 0 ? this.#takeLine() : this.#takeBody()
      this.#rest = this.#rest.subarray(used)
    }
  }

  #greet(): void {
    const { fault } = this.#service.course
    if (fault === 'stall at greeting') this.#fail()
    else if (fault === 'drop at greeting') this.#drop()
    else if (fault === '421 at greeting') this.#bidFarewell()
    else this.#say('220 ready')
  }

  #isTime(fault: Fault): boolean {
    const { course } = this.#service
    return !this.#isMute && course.fault === fault && this.#messages === course.faultAt
  }

  /** Takes a line off what came; tells how long it was. */
  #takeLine(): number {
    const end = this.#rest.indexOf(lineFeed)
    if (end === -1) return 0
    const line = this.#rest.toString('latin1', 0, end).trimEnd()
    this.#obey(line, line.slice(0, 4).toUpperCase())
    return this.#leaving === 'reset' ? this.#rest.length : end + 1
  }

  #obey(line: string, command: string): void {
    if (command === 'EHLO') this.#introduce()
    else if (command === 'STAR') this.#startTls()
    else if (command === 'MAIL') this.#begin()
    else if (command === 'RCPT') this.#receive(/<([^>]*)>/.exec(line)?.[1] ?? '')
    else if (command === 'DATA') this.#invite()
    else if (command === 'BDAT') this.#expect(Number(line.split(' ')[1]))
    else if (command === 'RSET') this.#say('250 2.0.0 forgotten')
    else if (command === 'QUIT') this.#quit()
    else this.#say('500 5.5.1 unknown')
  }

  #introduce(): void {
    const { isPipelining, isChunking, isTls } = this.#service.course
    const offered = [
      'faulty',
      ...(isPipelining ? ['PIPELINING'] : []),
      ...(isPipelining && isChunking ? ['CHUNKING'] : []),
      ...(isTls && this.#socket === this.#raw ? ['STARTTLS'] : []),
      '8BITMIME',
      'SIZE 50000000',
    ]
    for (const [at, line] of offered.entries()) this.#say(`250${at < offered.length - 1 ? '-' : ' '}${line}`)
  }

  #startTls(): void {
    const { course, secureContext } = this.#service
    if (course.fault === 'refused TLS') {
      this.#say('454 4.7.0 TLS is not to be had at the moment')
      return
    }
    this.#raw.off('data', this.#onData)
    this.#raw.write('220 go on\r\n')
    if (course.fault === 'drop in TLS') {
      this.#fail()
      this.#raw.once('data', () => this.#raw.destroy())
      return
    }
    this.#socket = new TLSSocket(this.#raw, { isServer: true, secureContext })
    this.#listen(this.#socket)
  }

  #begin(): void {
    this.#messages += 1
    this.#to = undefined
    this.#isRefused = false
    this.#service.onMessage()
    if (this.#isTime('421 at MAIL')) this.#bidFarewell()
    else if (this.#isTime('drop at MAIL')) this.#drop()
    else if (this.#isTime('stall at MAIL')) this.#fail()
    else this.#say('250 2.1.0 ok')
  }

  #receive(to: string): void {
    const { chances, isKind } = this.#service
    this.#to = to
    this.#answer = answerTo(to, chances, isKind())
    if (this.#isTime('421 after RCPT')) this.#bidFarewell()
    else if (this.#isTime('drop after RCPT')) this.#drop()
    else if (this.#answer === 'dead') this.#refuse(`550 5.1.1 <${to}>: Recipient address: User unknown`)
    else if (this.#answer === 'refused') this.#refuse('550 5.0.0 Not here')
    else if (this.#answer === 'later') this.#refuse('450 4.2.0 Not now')
    else this.#say('250 2.1.5 ok')
  }

  #refuse(said: string): void {
    if (this.#isMute) return
    this.#isRefused = true
    this.#service.log.note({ what: 'refused', to: this.#to ?? '', said })
    this.#say(said)
  }

  #invite(): void {
    if (this.#isTime('drop before data')) this.#drop()
    else if (this.#isRefused || this.#to === undefined) this.#say('503 5.5.1 no recipient')
    else if (!this.#isMute) {
      this.#left = -1
      this.#say('354 go on')
    }
  }

  #expect(size: number): void {
    this.#left = size
    if (this.#isTime('drop before data')) this.#drop()
  }

  #takeBody(): number {
    if (this.#rest.length > 0 && this.#isTime('drop in data')) this.#drop()
    if (this.#left > 0) {
      const part = this.#rest.subarray(0, this.#left)
      this.#left -= part.length
      this.#keep(part)
      if (this.#left === 0) this.#hearWhole()
      return part.length
    }
    const end = this.#rest.indexOf(endOfData)
    if (end === -1) return 0
    this.#keep(this.#rest.subarray(0, end))
    this.#left = 0
    this.#hearWhole()
    return this.#leaving === 'reset' ? this.#rest.length : end + endOfData.length
  }

  #keep(part: Buffer): void {
    if (this.#message.reduce((sum, { length }) => sum + length, 0) < headSize) this.#message.push(part)
  }

  #hearWhole(): void {
    const head = Buffer.concat(this.#message).toString('latin1', 0, headSize)
    this.#message = []
    const id = /^Message-ID:\s*(\S+)/im.exec(head)?.[1] ?? 'none'
    const noted = { to: this.#to ?? '', id }
    const { log } = this.#service
    if (this.#isRefused) this.#say('503 5.5.1 no recipient')
    else if (this.#isMute) log.note({ what: this.#isFarewell ? 'left after 421' : 'lost, unsaid', ...noted })
    else if (this.#isTime('421 after message')) this.#bidFarewell()
    else if (this.#isTime('drop, taken') || this.#isTime('stall, taken')) {
      log.note({ what: 'taken, unsaid', ...noted })
      this.#endUnsaid()
    } else if (this.#isTime('drop, lost') || this.#isTime('stall, lost')) {
      log.note({ what: 'lost, unsaid', ...noted })
      this.#endUnsaid()
    } else if (this.#answer === 'refused after message') this.#refuse('554 5.0.0 Not this')
    else if (this.#answer === 'later after message') this.#refuse('451 4.2.0 Not this now')
    else {
      log.note({ what: 'taken', ...noted })
      this.#say('250 2.0.0 taken')
    }
  }

  // Where messages go by DATA, who sends one has heard all that was said before: a reset takes nothing away from them.
  #endUnsaid(): void {
    const { course } = this.#service
    const isReset = course.leaving === 'reset' && !(course.isPipelining && course.isChunking)
    if (course.fault?.startsWith('stall')) this.#fail()
    else this.#drop(isReset ? 'reset' : undefined)
  }

  #drop(leaving?: 'reset'): void {
    const { course } = this.#service
    this.#fail()
    this.#leaving = leaving ?? (course.leaving === 'bare end' ? 'bare end' : 'end')
    void this.#speak()
  }

  #bidFarewell(): void {
    this.#say('421 4.3.0 Going down')
    this.#isFarewell = true
    this.#drop()
  }

  #quit(): void {
    this.#say('221 2.0.0 bye')
    this.#isMute = true
    this.#leaving = 'end'
  }

  #fail(): void {
    this.#isMute = true
    this.#service.log.note({ what: 'fault', to: '', said: this.#service.course.fault ?? '' })
  }

  #say(line: string): void {
    if (this.#isMute) return
    this.#outbox += `${line}\r\n`
    void this.#speak()
  }

  async #speak(): Promise<void> {
    if (this.#isSpeaking) return
    this.#isSpeaking = true
    const { course, chances } = this.#service
    await setTimeout(chances.below(course.slownessMs + 1))
    while (this.#outbox !== '' && this.#socket.writable) {
      const size = course.isCut ? 1 + chances.below(20) : this.#outbox.length
      this.#socket.write(this.#outbox.slice(0, size))
      this.#outbox = this.#outbox.slice(size)
      if (course.isCut) await setTimeout(0)
    }
    this.#isSpeaking = false
    this.#leave()
  }

  #leave(): void {
    if (this.#leaving === 'reset') this.#raw.resetAndDestroy()
    else if (this.#leaving === 'bare end') this.#raw.end()
    else if (this.#leaving === 'end') this.#socket.end()
  }
}
