import type { BodyBytes, BodyPart, Fill, MessageBytes } from './body-part.ts'

const longestLine = 76

/** Bytes as whole lines of base64. */
export function base64Lines(bytes: Buffer): string {
  const code = bytes.toString('base64')
  if (code === '') return ''
  if (code.length <= longestLine) return `${code}\r\n`
  let lines = ''
  for (let at = 0; at < code.length; at += longestLine) lines += `${code.slice(at, at + longestLine)}\r\n`
  return lines
}

/** A text between slots as it is written behind a number of bytes that leaves a group of three open. */
interface Phase {
  /** What closes the group: 0, 1 or 2 bytes. */
  head: Buffer
  lines: Buffer
  /** What opens the next group: 0, 1 or 2 bytes. */
  tail: Buffer
}

/** Slots, and texts between them that are too short to have lines of their own, with the text behind them. */
interface Segment {
  run: (Buffer | { slot: string })[]
  /** By the number of bytes that the group before it lacks; absent at the end. */
  phases?: readonly Phase[]
}

const none = Buffer.alloc(0)
const shortest = 3

/** A part in base64: each text between slots is encoded at the three places of a group where it may begin. */
export class Base64Part implements BodyPart {
  readonly #segments: readonly Segment[]

  constructor({ texts, slots }: { texts: readonly string[]; slots: readonly string[] }) {
    this.#segments = segmentsOf(texts, slots)
  }

  write(fill: Fill, { body, relaxedBody }: BodyBytes): void {
    const known = new Map<string, Buffer>()
    const add = (lines: MessageBytes) => {
      if (lines.length === 0) return
      body.push(lines)
      relaxedBody.push(lines)
    }
    let open: Buffer = none
    for (const { run, phases } of this.#segments) {
      const words = run.map(piece => (Buffer.isBuffer(piece) ? piece : bytesOf(piece.slot, fill, known)))
      const joined = Buffer.concat([open, ...words])
      const phase = phases?.[(3 - (joined.length % 3)) % 3]
      open = phase ? phase.tail : none
      add(base64Lines(phase ? Buffer.concat([joined, phase.head]) : joined))
      if (phase) add(phase.lines)
    }
  }
}

function bytesOf(slot: string, fill: Fill, known: Map<string, Buffer>): Buffer {
  const bytes = known.get(slot) ?? Buffer.from(fill(slot))
  known.set(slot, bytes)
  return bytes
}

function segmentsOf(texts: readonly string[], slots: readonly string[]): Segment[] {
  const segments: Segment[] = []
  let run: Segment['run'] = []
  texts.forEach((text, at) => {
    const bytes = Buffer.from(text)
    if (bytes.length < shortest) run.push(bytes)
    else {
      segments.push({ run, phases: phasesOf(bytes) })
      run = []
    }
    const slot = slots[at]
    if (slot !== undefined) run.push({ slot })
  })
  return [...segments, { run }]
}

const phasesOf = (bytes: Buffer): Phase[] =>
  [0, 1, 2].map(lacking => {
    const end = bytes.length - ((bytes.length - lacking) % 3)
    return {
      head: bytes.subarray(0, lacking),
      lines: encoded(bytes.subarray(lacking, end)),
      tail: bytes.subarray(end),
    }
  })

const encoded = (bytes: Buffer): Buffer => Buffer.from(base64Lines(bytes), 'latin1')
