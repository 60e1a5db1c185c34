import { RowError } from '../list-format.ts'
import { found } from './found.ts'

const deepest = 20
const words: Record<string, unknown> = { True: true, False: false, None: null }
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' }
const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy
const word = /[A-Za-z]+/y
const space = /\s*/y
// Everything up to the quote that ends the text; escapes are read afterwards.
const quotedText = { "'": /'[^'\\]*(?:\\[\s\S][^'\\]*)*'/y, '"': /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y }

/** What a literal of Python says, such as `{'city': 'Berlin', 'vip': True}`; throws a RowError for any other text. */
export function readPythonDict(text: string): unknown {
  const reader = new LiteralReader(text)
  const value = reader.value(0)
  reader.end()
  return value
}

// Reads each character once, and runs nothing.
class LiteralReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(depth: number): unknown {
    if (depth > deepest) throw new RowError(`attributes in more than ${deepest} layers`)
    this.#take(space)
    const next = this.#text[this.#at]
    if (next === '{') return this.#dict(depth)
    if (next === '[') return this.#list(']', depth)
    if (next === '(') return this.#list(')', depth)
    if (next === "'" || next === '"') return this.#string(next)
    const written = this.#take(number)
    if (written !== undefined) return Number(written)
    const name = this.#take(word)
    if (name !== undefined && Object.hasOwn(words, name)) return words[name]
    throw this.#unreadable()
  }

  end(): void {
    this.#take(space)
    if (this.#at < this.#text.length) throw this.#unreadable()
  }

  #dict(depth: number): object {
    const entries: [string, unknown][] = []
    this.#at++
    while (!this.#closes('}')) {
      const key = String(this.value(depth + 1))
      this.#expect(':')
      entries.push([key, this.value(depth + 1)])
      if (!this.#comma()) {
        this.#expect('}')
        break
      }
    }
    // Unlike an assignment, this keeps a key __proto__ as it is, to be refused.
    return Object.fromEntries(entries)
  }

  #list(close: string, depth: number): unknown[] {
    const items: unknown[] = []
    this.#at++
    while (!this.#closes(close)) {
      items.push(this.value(depth + 1))
      if (!this.#comma()) {
        this.#expect(close)
        break
      }
    }
    return items
  }

  #string(quote: "'" | '"'): string {
    const written = this.#take(quotedText[quote])
    if (written === undefined) throw this.#unreadable()
    return written
      .slice(1, -1)
      .replace(
        /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([\s\S]))/g,
        (_all, byte, unit, point, letter) =>
          letter === undefined ? this.#character(byte ?? unit ?? point) : (escapes[letter] ?? letter),
      )
  }

  #character(hexadecimal: string): string {
    const point = Number.parseInt(hexadecimal, 16)
    if (point > 0x10ffff) throw this.#unreadable()
    return String.fromCodePoint(point)
  }

  #closes(close: string): boolean {
    this.#take(space)
    if (this.#text[this.#at] !== close) return false
    this.#at++
    return true
  }

  #comma(): boolean {
    this.#take(space)
    if (this.#text[this.#at] !== ',') return false
    this.#at++
    return true
  }

  #expect(character: string): void {
    this.#take(space)
    if (this.#text[this.#at] !== character) throw this.#unreadable()
    this.#at++
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const taken = pattern.exec(this.#text)?.[0]
    this.#at += taken?.length ?? 0
    return taken
  }

  #unreadable(): RowError {
    const rest = found(this.#text.slice(this.#at))
    return new RowError(`metadata that are neither JSON nor a dict: ${rest} after ${this.#at} characters`)
  }
}
