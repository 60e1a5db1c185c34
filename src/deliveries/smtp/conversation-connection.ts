import type { Socket } from 'node:net'
import { ReplyReader, type Said } from './reply-reader.ts'
import { whyItBroke } from './why-it-broke.ts'

/** Hears what a server says, and that it says no more. */
export interface Listener<Question> {
  /** The last byte that a question belongs to has gone to the system. */
  asked(question: Question): void
  /** The reply to the oldest question that has none; `isFarewell` where the server had announced its end before. */
  answered(question: Question, said: Said, isFarewell: boolean): void
  /** A reply to nothing that was asked; the connection is broken off after it. */
  unasked(said: Said): void
  /** The connection has ended; `isFarewell` where the server itself ended it after it had announced that (421). */
  ended(why: string, isFarewell: boolean): void
}

interface Outgoing<Question> {
  bytes: string | Uint8Array
  /** What is asked when the last of the bytes has gone to the system. */
  questions: readonly Question[]
}

// So much goes to the system at once; what is behind it still counts as never sent.
const pieceSize = 65_536
/** A string goes out undivided, and so must fit into a piece, whatever its characters. */
const longestString = 16_384
/** Those that no connection has under way. */
const freePieces: Buffer[] = []
const farewellMs = 5_000

/** A connection on which a server is asked several things before it has answered the first. */
export class Conversation<Question> {
  readonly #socket: Socket
  readonly #listener: Listener<Question>
  readonly #silenceMs: number
  readonly #reader = new ReplyReader()
  readonly #silence: NodeJS.Timeout
  #outgoing: Outgoing<Question>[] = []
  #offset = 0
  #questions: Question[] = []
  #isWriting = false
  #stopped: string | undefined
  #isFarewell = false
  #isOpen = true

  constructor(socket: Socket, silenceMs: number, listener: Listener<Question>) {
    this.#socket = socket
    this.#listener = listener
    this.#silenceMs = silenceMs
    this.#silence = setTimeout(() => this.#fallSilent(), silenceMs).unref()
    socket.on('data', piece => this.#read(piece))
    socket.on('error', error => this.#end(whyItBroke(error)))
    socket.on('end', () => this.#end('the server closed the connection'))
    socket.on('close', () => this.#end('the connection was closed'))
  }

  /** Whether something can be asked. */
  get isOpen(): boolean {
    return this.#isOpen && this.#stopped === undefined
  }

  /** Puts bytes in their line, and what the server answers to them; they go out with `flush`. */
  say(bytes: string | Uint8Array, questions: readonly Question[] = []): void {
    const isLong = typeof bytes === 'string' && bytes.length > longestString
    if (this.isOpen) this.#outgoing.push({ bytes: isLong ? Buffer.from(bytes) : bytes, questions })
  }

  /** Sends what was said, as much as the system takes. */
  flush(): void {
    if (this.#isWriting || !this.#isOpen) return
    const piece = freePieces.pop() ?? Buffer.allocUnsafeSlow(pieceSize)
    const length = this.#fill(piece)
    if (length === 0) {
      freePieces.push(piece)
      return
    }
    this.#isWriting = true
    this.#silence.refresh()
    this.#socket.write(piece.subarray(0, length), () => {
      freePieces.push(piece)
      this.#onWritten()
    })
  }

  /** Sends nothing more, and ends when the server has answered what it was asked. */
  stop(why: string): void {
    this.#stopped ??= why
    this.#outgoing = []
  }

  /** Ends at once. */
  breakOff(why: string): void {
    this.#isFarewell = false
    this.#end(why)
  }

  #onWritten(): void {
    this.#isWriting = false
    this.#silence.refresh()
    this.flush()
  }

  #fill(piece: Buffer): number {
    let length = 0
    let done = 0
    for (const { bytes, questions } of this.#outgoing) {
      const room = pieceSize - length
      if (typeof bytes === 'string') {
        // A command is never parted: its reply would come before its question.
        if (room < bytes.length * 3) break
        length += piece.write(bytes, length)
      } else {
        const part = bytes.subarray(this.#offset, this.#offset + room)
        piece.set(part, length)
        length += part.length
        this.#offset += part.length
        if (this.#offset < bytes.length) break
        this.#offset = 0
      }
      for (const question of questions) {
        this.#questions.push(question)
        this.#listener.asked(question)
      }
      done += 1
    }
    this.#outgoing.splice(0, done)
    return length
  }

  #read(piece: Buffer): void {
    for (const said of this.#reader.read(piece)) {
      if (!this.#isOpen) return
      this.#hear(said)
    }
    const isHeardOut = this.#questions.length === 0 && !this.#isFarewell
    if (this.#stopped !== undefined && isHeardOut) this.#end(this.#stopped)
    else this.flush()
  }

  #hear(said: Said): void {
    this.#silence.refresh()
    const question = this.#questions.shift()
    const isFarewell = this.#isFarewell
    if (said.code === 421) this.#hearFarewell(said)
    if (question !== undefined) this.#listener.answered(question, said, isFarewell)
    else {
      this.#listener.unasked(said)
      if (!this.#isFarewell) this.#end(`the server said, without being asked: ${said.text || 'nothing'}`)
    }
  }

  // It has to close now (RFC 5321, 3.8) and takes nothing more. Some still answer what they had been asked before, so
  // they are heard until then.
  #hearFarewell({ text }: Said): void {
    this.stop(text)
    if (this.#isFarewell) return
    this.#isFarewell = true
    const patienceMs = Math.min(farewellMs, this.#silenceMs)
    setTimeout(() => this.breakOff('the server announced the end and did not close'), patienceMs).unref()
  }

  #fallSilent(): void {
    if (this.#questions.length === 0 && !this.#isWriting) return
    this.breakOff(`the server said nothing for ${this.#silenceMs / 1000} s`)
  }

  #end(why: string): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    clearTimeout(this.#silence)
    this.#outgoing = []
    this.#socket.destroy()
    const told = this.#stopped === undefined ? why : `the server said: ${this.#stopped} (${why})`
    this.#listener.ended(told, this.#isFarewell)
  }
}
