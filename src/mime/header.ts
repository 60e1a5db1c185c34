import type { HeaderField } from './header-field.ts'

/** The header of a mail or of a part, and where its body starts, in bytes. */
export interface Header {
  fields: HeaderField[]
  bodyStart: number
}

// postal-mime refuses two megabytes of headers, and is to see that there are more.
const maxHeaderBytes = 2 * 1024 * 1024 + 1
// A hostile mail of 25 MB may be made of nothing else.
const maxFields = 1000

/** Reads the first 1000 fields from `start` to an empty line, or to `end`, whatever stands there. */
export function readHeader(raw: Buffer, start = 0, end = raw.length): Header {
  const block = raw.subarray(start, Math.min(end, start + maxHeaderBytes))
  const [length, bodyStart] = blankLineIn(block) ?? [block.length, block.length]
  return { fields: fieldsIn(raw, start, start + length), bodyStart: start + bodyStart }
}

function blankLineIn(block: Buffer): [number, number] | undefined {
  if (block[0] === 0x0a) return [0, 1]
  if (block[0] === 0x0d && block[1] === 0x0a) return [0, 2]
  const bare = block.indexOf('\n\n')
  // A second search to the end, for each part, would be long for a mail whose lines end in LF.
  const usual = block.subarray(0, bare < 0 ? undefined : bare).indexOf('\n\r\n')
  if (usual >= 0) return [usual + 1, usual + 3]
  return bare < 0 ? undefined : [bare + 1, bare + 2]
}

function fieldsIn(raw: Buffer, start: number, end: number): HeaderField[] {
  const ends: [number, number][] = []
  for (let at = start; at < end; ) {
    const feed = raw.indexOf(0x0a, at)
    const next = feed < 0 || feed >= end ? end : feed + 1
    const last = ends.at(-1)
    if (last && (raw[at] === 0x20 || raw[at] === 0x09)) last[1] = next
    else if (ends.length === maxFields) break
    else ends.push([at, next])
    at = next
  }
  return ends.map(([from, to]) => fieldOf(raw.toString('latin1', from, to), from, to))
}

const nameOf = /^([!-9;-~]{1,1000})[ \t]{0,99}:/

function fieldOf(written: string, start: number, end: number): HeaderField {
  const [before = '', name = ''] = nameOf.exec(written) ?? []
  const value = written.slice(before.length).replace(/\r?\n/g, '').trim()
  return { name, value, start, end }
}
