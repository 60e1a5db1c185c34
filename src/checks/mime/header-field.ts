import { decodeWords } from 'postal-mime'

/** One field of a header as its bytes are, each byte a character; where it lies in the raw mail, in bytes. */
export interface HeaderField {
  /** Empty for a line that is no field. */
  name: string
  /** Unfolded, not decoded. */
  value: string
  start: number
  end: number
}

const nameOf = /^([!-9;-~]+)[ \t]*:/

/** The fields from `start` to the first empty line, and where the text below begins; `raw` has a character for each byte. */
export function readFields(raw: string, start: number, end: number): { fields: HeaderField[]; body: number } {
  const fields: HeaderField[] = []
  for (let at = start; at < end; ) {
    const feed = raw.indexOf('\n', at)
    const next = feed < 0 || feed >= end ? end : feed + 1
    const line = raw.slice(at, next).replace(/\r?\n$/, '')
    if (line === '') return { fields, body: next }
    const last = fields.at(-1)
    if (last && /^[ \t]/.test(line)) last.end = next
    else fields.push({ name: nameOf.exec(line.slice(0, 1000))?.[1] ?? '', value: '', start: at, end: next })
    at = next
  }
  return { fields, body: end }
}

/** Longer values are read as far as this, in bytes. */
const mostRead = 20_000

/** A value with its bytes beyond ASCII as UTF-8, its encoded words as they are. */
export const unicodeOf = (value: string): string =>
  Buffer.from(value.slice(0, mostRead), 'latin1').toString('utf8')

/** A value as a reader sees it. */
export const readValue = (value: string): string => decodeWords(unicodeOf(value))

/** The fields with their values, which are read only once it is known where each ends. */
export const withValues = (raw: string, fields: readonly HeaderField[]): HeaderField[] =>
  fields.map(field => {
    const written = raw.slice(field.start, field.end)
    const value = field.name === '' ? written : written.slice(written.indexOf(':') + 1)
    return { ...field, value: value.replace(/\r?\n/g, '').trim() }
  })
