/** A line of a mail that stands between two parts of an open multipart, or after its last. */
export interface Delimiter {
  start: number
  /** After its line break. */
  end: number
  /** Which of the open multiparts it belongs to, 0 being the outermost. */
  depth: number
  isLast: boolean
}

const dash = 0x2d
const lineFeed = 0x0a
/** RFC 2046 allows 70 characters. */
const maxLength = 300
// A hostile mail may be made of nothing but lines that look like delimiters.
const maxTries = 200_000

/** Finds the lines that part a mail, with one walk through its bytes. */
export class DelimiterSearch {
  /** Of the multiparts that are open, outermost first; one character for each byte. */
  boundaries: readonly string[] = []
  readonly #raw: Buffer
  #tries = 0

  constructor(raw: Buffer) {
    this.#raw = raw
  }

  /** The first delimiter at or after a place that is the start of a line. */
  next(from: number): Delimiter | undefined {
    if (this.boundaries.length === 0) return undefined
    let start = this.#startsAt(from) ? from : this.#lineAfter(from)
    while (start !== undefined && this.#tries++ < maxTries) {
      const found = this.#delimiterAt(start)
      if (found) return found
      start = this.#lineAfter(start)
    }
    return undefined
  }

  #startsAt(at: number): boolean {
    return this.#raw[at] === dash && this.#raw[at + 1] === dash
  }

  #lineAfter(at: number): number | undefined {
    const found = this.#raw.indexOf('\n--', at)
    return found < 0 ? undefined : found + 1
  }

  #delimiterAt(start: number): Delimiter | undefined {
    const lineEnd = this.#raw.indexOf(lineFeed, start)
    const end = lineEnd < 0 ? this.#raw.length : lineEnd + 1
    if (end - start > maxLength) return undefined
    const line = this.#raw.toString('latin1', start + 2, end).trimEnd()
    const depth = this.boundaries.lastIndexOf(line)
    if (depth >= 0) return { start, end, depth, isLast: false }
    const lastOf = line.endsWith('--') ? this.boundaries.lastIndexOf(line.slice(0, -2)) : -1
    return lastOf < 0 ? undefined : { start, end, depth: lastOf, isLast: true }
  }
}
