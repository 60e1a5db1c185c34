/** A whole reply: its lines parted by `\n`, and its code, which is 0 where it is no reply of SMTP. */
export interface Said {
  code: number
  text: string
}

// Of all its lines, far more than any server has to say.
const longest = 65_536

/** Puts together the replies of a server from the pieces in which they come. */
export class ReplyReader {
  #rest = ''
  #lines: string[] = []
  #length = 0

  /** The replies that a piece makes whole, in their order; after one with the code 0 there is no more to read. */
  read(piece: Buffer): Said[] {
    const text = piece.toString('latin1')
    // Only a piece with a line end is looked through, so that a server of single bytes costs no more than their number.
    if (!text.includes('\n')) {
      this.#rest += text
      return this.#rest.length > longest ? [this.#tooLong(this.#rest)] : []
    }
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    const replies: Said[] = []
    for (const line of lines) {
      const said = this.#take(line.endsWith('\r') ? line.slice(0, -1) : line)
      if (said) replies.push(said)
    }
    return replies
  }

  #take(line: string): Said | undefined {
    const code = codeOf(line)
    this.#length += line.length
    if (this.#length > longest) return this.#tooLong(line)
    if (code !== 0 && line[3] === '-') {
      this.#lines.push(line)
      return undefined
    }
    const text = this.#lines.length === 0 ? line : [...this.#lines, line].join('\n')
    this.#lines = []
    this.#length = 0
    return { code, text: toUtf8(text) }
  }

  #tooLong(last: string): Said {
    const start = [...this.#lines, last].join('\n').slice(0, 200)
    this.#rest = ''
    this.#lines = []
    return { code: 0, text: `${toUtf8(start)}…` }
  }
}

function codeOf(line: string): number {
  const after = line[3]
  if (after !== ' ' && after !== '-' && after !== undefined) return 0
  const code = Number(line.slice(0, 3))
  return Number.isInteger(code) && code >= 200 && code < 600 ? code : 0
}

/** Bytes that were read as Latin-1, in UTF-8 where they are that. */
function toUtf8(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text
  const read = Buffer.from(text, 'latin1').toString('utf8')
  return read.includes('\ufffd') ? text : read
}
