import { type HeaderField, readFields, withValues } from './header-field.ts'

/** One part of a mail as its bytes lie; the mail itself is the first. */
export interface MimePart {
  fields: readonly HeaderField[]
  /** In small letters, such as `text/html`; what RFC 2045 assumes where nothing is said. */
  type: string
  /** Where its body lies in the raw mail, in bytes. */
  start: number
  end: number
  parts: readonly MimePart[]
  /** Of a multipart: what parts are divided by, and whether the last line that ends them is there. */
  boundary?: string
  isClosed: boolean
}

// Deeper ones are no mails, and each level is looked through again.
const deepest = 32

/** Takes the bytes of a mail apart, without decoding anything; never throws. */
export function readParts(raw: Buffer): MimePart {
  const text = raw.toString('latin1')
  return readPart(text, 0, text.length, 0)
}

function readPart(raw: string, start: number, end: number, depth: number): MimePart {
  const { fields: found, body } = readFields(raw, start, end)
  const fields = withValues(raw, found)
  const written = fieldValue(fields, 'content-type') ?? 'text/plain'
  const type = written.slice(0, 200).split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const part = { fields, type, start: body, end, parts: [], isClosed: true }
  if (!type.startsWith('multipart/') || depth === deepest) return part
  const boundary = parameterOf(written, 'boundary') ?? ''
  if (boundary === '') return { ...part, isClosed: false }
  const { ranges, isClosed } = divide(raw, body, end, boundary)
  const parts = ranges.map(([from, to]) => readPart(raw, from, to, depth + 1))
  return { ...part, parts, boundary, isClosed }
}

// A boundary stands at the start of a line, and the line end before it belongs to it.
function divide(raw: string, start: number, end: number, boundary: string) {
  const ranges: [number, number][] = []
  const mark = `--${boundary}`
  let open: number | undefined
  for (let at = raw.indexOf(mark, start); at >= 0 && at < end; at = raw.indexOf(mark, at + 1)) {
    const after = raw.slice(at + mark.length, at + mark.length + 200)
    const rest = /^(--)?[ \t]*(?:\r?\n|$)/.exec(after)
    if (!rest || (at > start && raw[at - 1] !== '\n')) continue
    if (open !== undefined) ranges.push([open, Math.max(open, lineEndBefore(raw, at))])
    if (rest[1]) return { ranges, isClosed: true }
    open = at + mark.length + rest[0].length
  }
  if (open !== undefined) ranges.push([open, end])
  return { ranges, isClosed: false }
}

const lineEndBefore = (raw: string, at: number): number => (raw[at - 2] === '\r' ? at - 2 : at - 1)

/** The value of the first field of a name, which is given in small letters. */
export const fieldValue = (fields: readonly HeaderField[], name: string): string | undefined =>
  fields.find(field => field.name.toLowerCase() === name)?.value

/** A parameter of a value such as `text/html; charset=utf-8`. */
export function parameterOf(value: string, name: string): string | undefined {
  const written = new RegExp(`;[ \\t]*${name}[ \\t]*=[ \\t]*(?:"([^"]{0,200})"|([^\\s;"]{1,200}))`, 'i')
  const found = written.exec(value.slice(0, 2000))
  return found?.[1] ?? found?.[2]
}

/** The parts that hold something themselves, in their order. */
export const leavesOf = (part: MimePart): MimePart[] =>
  part.type.startsWith('multipart/') ? part.parts.flatMap(leavesOf) : [part]

/** The first part of a type that a mail program shows as the mail itself. */
export const bodyOf = (mail: MimePart, type: 'text/plain' | 'text/html'): MimePart | undefined =>
  leavesOf(mail).find(
    part => part.type === type && !/^attachment/i.test(fieldValue(part.fields, 'content-disposition') ?? ''),
  )
