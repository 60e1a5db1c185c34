import { decodeWords } from 'postal-mime'
import { type MimeHeader, parameterOf, readHeaders } from './mime-headers.ts'

/** One part of a mail, with the parts inside of it. */
export interface MimePart {
  /** Where it stands, such as `1.2`; empty for the mail itself. */
  path: string
  headers: readonly MimeHeader[]
  /** In lower case, such as `text/html`. */
  type: string
  charset: string
  encoding: string
  disposition: string
  fileName: string
  /** Without its brackets. */
  contentId: string
  /** As received, still encoded. */
  body: Buffer
  parts: readonly MimePart[]
}

// A mail may claim any number of parts in any depth.
const maxDepth = 20
const maxParts = 1000

/** The parts of a raw mail as they stand in it; never fails. */
export function readMimeTree(raw: Buffer): MimePart {
  return readPart(raw, { path: '', depth: 0, budget: { left: maxParts } })
}

/** All parts, each before those inside of it. */
export function allParts(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(allParts)]
}

interface Place {
  path: string
  depth: number
  budget: { left: number }
}

function readPart(bytes: Buffer, place: Place): MimePart {
  place.budget.left--
  const { headers, bodyAt } = readHeaders(bytes)
  const written = (name: string) => headers.find(header => header.name.toLowerCase() === name)?.value ?? ''
  const contentType = written('content-type')
  const disposition = written('content-disposition')
  const body = bytes.subarray(bodyAt)
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1]?.toLowerCase() ?? 'text/plain'
  return {
    path: place.path,
    headers,
    type,
    charset: parameterOf(contentType, 'charset'),
    encoding: /^[\w-]+/.exec(written('content-transfer-encoding').trim())?.[0].toLowerCase() ?? '7bit',
    disposition: /^\s*([\w-]+)/.exec(disposition)?.[1]?.toLowerCase() ?? '',
    fileName: decodeWords(parameterOf(disposition, 'filename') || parameterOf(contentType, 'name')),
    contentId: written('content-id').trim().replace(/^<|>$/g, ''),
    body,
    parts: partsOf(type, body, parameterOf(contentType, 'boundary'), place),
  }
}

function partsOf(type: string, body: Buffer, boundary: string, place: Place): MimePart[] {
  if (place.depth >= maxDepth || place.budget.left <= 0) return []
  const inner = (bytes: Buffer, number: number) => {
    const path = place.path === '' ? String(number) : `${place.path}.${number}`
    return readPart(bytes, { path, depth: place.depth + 1, budget: place.budget })
  }
  if (type === 'message/rfc822') return [inner(body, 1)]
  if (!type.startsWith('multipart/') || boundary === '') return []
  return cutAtBoundary(body, boundary, place.budget.left).map((bytes, index) => inner(bytes, index + 1))
}

function cutAtBoundary(body: Buffer, boundary: string, maxCount: number): Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`)
  const pieces: Buffer[] = []
  let from: number | undefined
  let at = -1
  while (pieces.length < maxCount) {
    at = body.indexOf(delimiter, at + 1)
    if (at < 0) break
    if (at > 0 && body[at - 1] !== 0x0a) continue
    const rest = body.toString('latin1', at + delimiter.length, at + delimiter.length + 80)
    // Another boundary may begin with this one.
    const ending = /^(--)?[ \t]*(?:\r?\n|$)/.exec(rest)
    if (!ending) continue
    if (from !== undefined) pieces.push(body.subarray(from, Math.max(from, lineEndBefore(body, at))))
    from = ending[1] ? undefined : at + delimiter.length + ending[0].length
    if (ending[1]) break
  }
  if (from !== undefined && pieces.length < maxCount) pieces.push(body.subarray(from))
  return pieces
}

// The line break before a boundary belongs to the boundary.
function lineEndBefore(body: Buffer, at: number): number {
  return at - (body[at - 2] === 0x0d ? 2 : 1)
}
