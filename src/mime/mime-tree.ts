import { type Delimiter, DelimiterSearch } from './delimiter-search.ts'
import { readHeader } from './header.ts'
import { fieldValue } from './header-field.ts'
import { isMultipart, type MimePart } from './mime-part.ts'
import { parameterOf } from './parameter.ts'

// More than mail programs write, and few enough to be read in no time.
const maxParts = 1000
const maxDepth = 50

/** Cuts a mail into its parts, in time linear to its length; what is not well formed belongs to the part before it. */
export function readMimeTree(raw: Buffer): MimePart {
  return new TreeReading(raw).read()
}

class TreeReading {
  readonly #raw: Buffer
  readonly #search: DelimiterSearch
  /** From the mail down to the part that is read: where they end is not known yet. */
  readonly #path: MimePart[] = []
  /** The multiparts among them whose delimiters count. */
  readonly #open: MimePart[] = []
  #count = 1

  constructor(raw: Buffer) {
    this.#raw = raw
    this.#search = new DelimiterSearch(raw)
  }

  read(): MimePart {
    const root = emptyPart('0')
    let found = this.#readPart(root, 0)
    while (found) {
      const { depth, isLast, start, end } = found
      const parent = this.#open[depth] ?? root
      this.#endPartsIn(parent, this.#lineEndBefore(start))
      this.#open.length = depth + (isLast ? 0 : 1)
      parent.isClosed = isLast
      found = isLast ? this.#next(end) : this.#readPart(this.#addPart(parent), end)
    }
    this.#endPartsIn(undefined, this.#raw.length)
    return root
  }

  /** Reads a header, and those of the mails inside; returns the delimiter behind it. */
  #readPart(part: MimePart, start: number, next = this.#next(start)): Delimiter | undefined {
    const { fields, bodyStart } = readHeader(this.#raw, start, next?.start)
    Object.assign(part, { ...partHeaderOf(fields), headerStart: start, start: bodyStart })
    this.#path.push(part)
    if (this.#path.length >= maxDepth || this.#count >= maxParts) return next
    if (part.boundary !== undefined) {
      this.#open.push(part)
      return this.#next(bodyStart)
    }
    const isReadableMail = part.type === 'message/rfc822' && !/^(?:base64|quoted)/.test(part.encoding)
    return isReadableMail ? this.#readPart(this.#addPart(part), bodyStart, next) : next
  }

  #next(from: number): Delimiter | undefined {
    this.#search.boundaries = this.#count < maxParts ? this.#open.map(({ boundary = '' }) => boundary) : []
    return this.#search.next(from)
  }

  #addPart(parent: MimePart): MimePart {
    const place = String(parent.parts.length + 1)
    const part = emptyPart(parent.id === '0' ? place : `${parent.id}.${place}`)
    parent.parts.push(part)
    this.#count += 1
    return part
  }

  #endPartsIn(parent: MimePart | undefined, end: number): void {
    for (const part of this.#path.splice(parent ? this.#path.indexOf(parent) + 1 : 0)) {
      part.end = Math.max(part.start, end)
      part.body = this.#raw.subarray(part.start, part.end)
    }
  }

  #lineEndBefore(at: number): number {
    return at - (this.#raw[at - 2] === 0x0d ? 2 : 1)
  }
}

type PartHeader = Pick<MimePart, 'fields' | 'type' | 'encoding' | 'isClosed' | 'boundary'>

function partHeaderOf(fields: MimePart['fields']): PartHeader {
  const contentType = fieldValue({ fields }, 'content-type') ?? ''
  const type = /^([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1]?.toLowerCase() ?? 'text/plain'
  const encoding = /[\w-]+/.exec(fieldValue({ fields }, 'content-transfer-encoding') ?? '')?.[0] ?? '7bit'
  const header = { fields, type, encoding: encoding.toLowerCase() }
  if (!isMultipart(header)) return { ...header, isClosed: true }
  const boundary = parameterOf(contentType, 'boundary').trimEnd()
  return { ...header, isClosed: false, ...(boundary && { boundary }) }
}

function emptyPart(id: string): MimePart {
  const nowhere = { headerStart: 0, start: 0, end: 0, body: Buffer.alloc(0) }
  return { id, fields: [], type: '', encoding: '', isClosed: true, parts: [], ...nowhere }
}
