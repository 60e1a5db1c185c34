import { type PartHeader, readPartHeader } from './content-type.ts'
import { DelimiterSearch } from './delimiter-search.ts'

/** A part of a mail as it stands there: a leaf with a body, or a multipart with parts. */
export interface MimePart extends PartHeader {
  /** Its place, such as `1.2`, the second part of the first; `0` is the mail itself. */
  id: string
  /** The header block: one character for each byte, lines ending in `\n`, without empty lines. */
  headerText: string
  /** Still encoded; of a multipart, what stands before its parts. */
  body: Buffer
  parts: MimePart[]
}

// More than mail programs write, and few enough to be read in no time.
const maxParts = 1000
const maxDepth = 50
// postal-mime refuses two megabytes of headers, and is to see that there are more.
const maxHeaderBytes = 2 * 1024 * 1024 + 1

/** Cuts a mail into its parts, in time linear to its length; what is not well formed belongs to the part before it. */
export function readMimeTree(raw: Buffer): MimePart {
  const root = emptyPart('0')
  const search = new DelimiterSearch(raw)
  const open: MimePart[] = []
  let part: MimePart | undefined = root
  let count = 1
  let at = 0
  for (;;) {
    if (part) {
      at = readHeader(part, raw, at, search.next(at)?.start)
      if (part.boundary !== undefined && open.length < maxDepth) open.push(part)
    }
    search.boundaries = count < maxParts ? open.map(({ boundary = '' }) => boundary) : []
    const found = search.next(at)
    if (part) part.body = raw.subarray(at, found?.start)
    if (!found) return root
    open.length = found.depth + (found.isLast ? 0 : 1)
    part = found.isLast ? undefined : addPart(open[found.depth] ?? root)
    search.boundaries = open.map(({ boundary = '' }) => boundary)
    if (part) count++
    at = found.end
  }
}

function addPart(parent: MimePart): MimePart {
  const place = String(parent.parts.length + 1)
  const part = emptyPart(parent.id === '0' ? place : `${parent.id}.${place}`)
  parent.parts.push(part)
  return part
}

function emptyPart(id: string): MimePart {
  return { id, headerText: '', body: Buffer.alloc(0), parts: [], type: '', boundary: undefined, encoding: '' }
}

/** Fills in what the header says, and returns where the body starts. */
function readHeader(part: MimePart, raw: Buffer, start: number, end = raw.length): number {
  const block = raw.subarray(start, Math.min(end, start + maxHeaderBytes))
  const [length, bodyStart] = blankLineIn(block) ?? [block.length, block.length]
  part.headerText = oneLineEach(block.toString('latin1', 0, length))
  Object.assign(part, readPartHeader(part.headerText))
  return start + bodyStart
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

function oneLineEach(block: string): string {
  const lines = block.replaceAll('\r', '').split('\n')
  return lines.filter(line => line !== '').join('\n')
}
