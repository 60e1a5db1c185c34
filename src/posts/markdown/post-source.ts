import { ForwardSearch, pairsIn, tickRunsIn } from './forward-search.ts'

/** What stands in the Markdown of a post for its source up to `end`. */
export interface Taken {
  end: number
  text: string
}

/** Takes what begins at a position of the source, or nothing. */
export type Taker = (source: PostSource, at: number) => Taken | undefined

/** As much of the text before a tag as tells whether it is part of an address. */
const tailLength = 200
const word = /[\p{L}\p{N}]/u

/** The text of a post while it is read from start to end, and what has been written of it. */
export class PostSource extends ForwardSearch {
  readonly isMdx: boolean
  /** Template tags before this position are text. */
  rawUntil = 0
  /** True while the lines belong to a list, where indentation makes no code. */
  isInList = false
  /** Marks to leave out later: position to end. */
  readonly closings = new Map<number, number>()
  readonly #written: string[] = []
  #hasWord = false
  #tickRuns: ReadonlyMap<number, readonly number[]> | undefined
  readonly #tickRunsPassed = new Map<number, number>()
  readonly #pairs = new Map<string, ReadonlyMap<number, number>>()

  constructor(text: string, isMdx: boolean) {
    super(text)
    this.isMdx = isMdx
  }

  write(text: string): void {
    if (text === '') return
    this.#written.push(text)
    const line = text.lastIndexOf('\n') + 1
    this.#hasWord = (this.#hasWord && line === 0) || word.test(text.slice(line))
  }

  /** A letter or a digit has been written of the line. */
  get hasWordInLine(): boolean {
    return this.#hasWord
  }

  get written(): string {
    return this.#written.join('')
  }

  /** The last 200 characters written. */
  get tail(): string {
    let tail = ''
    for (let at = this.#written.length - 1; at >= 0 && tail.length < tailLength; at--)
      tail = (this.#written[at] ?? '').slice(-tailLength) + tail
    return tail.slice(-tailLength)
  }

  /** What has been written of the line, as far as its last 200 characters or so. */
  get lineSoFar(): string {
    let line = ''
    for (let at = this.#written.length - 1; at >= 0 && line.length < tailLength; at--) {
      const piece = this.#written[at] ?? ''
      const start = piece.lastIndexOf('\n') + 1
      line = piece.slice(start) + line
      if (start > 0) break
    }
    return line
  }

  get isAtLineStart(): boolean {
    return this.#written.length === 0 || (this.#written.at(-1) ?? '').endsWith('\n')
  }

  /** The position behind the brace that closes the one at `at`. */
  endOfBraces(at: number): number | undefined {
    return this.#pairsOf('{}', /\{|(\})/g).get(at)
  }

  /** The position of the end of an element that opens at `at`: behind `</name`. */
  endOfElement(name: string, at: number): number | undefined {
    return this.#pairsOf(name, new RegExp(`<${name}(?=[\\s/>])|(</${name}(?=[\\s>]))`, 'g')).get(at)
  }

  /** Where a run of exactly `length` backticks begins at or after `from`; the length of the text when there is none. */
  tickRun(length: number, from: number): number {
    this.#tickRuns ??= tickRunsIn(this.text)
    const runs = this.#tickRuns.get(length) ?? []
    let next = this.#tickRunsPassed.get(length) ?? 0
    while ((runs[next] ?? from) < from) next++
    this.#tickRunsPassed.set(length, next)
    return runs[next] ?? this.text.length
  }

  endOfLine(at: number): number {
    return this.find('\n', at)
  }

  line(at: number): string {
    return this.text.slice(at, this.endOfLine(at))
  }

  #pairsOf(name: string, marks: RegExp): ReadonlyMap<number, number> {
    const known = this.#pairs.get(name) ?? pairsIn(this.text, marks)
    this.#pairs.set(name, known)
    return known
  }
}
