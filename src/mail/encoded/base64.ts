import type { BodyBytes, BodyPart, Fill, MessageBytes } from './body-part.ts'

const longestLine = 76

/** Base64 in whole lines. */
export function base64Lines(code: string): string {
  if (code === '') return ''
  if (code.length <= longestLine) return `${code}\r\n`
  let lines = ''
  for (let at = 0; at < code.length; at += longestLine) lines += `${code.slice(at, at + longestLine)}\r\n`
  return lines
}

/** Bytes as a string with a character for each: `btoa` takes it, and nothing of a buffer is left for the next collection. */
type ByteString = string

/** A text between slots as it is written behind a number of bytes that leaves a group of three open. */
interface Phase {
  /** What closes the group: 0, 1 or 2 bytes. */
  head: ByteString
  lines: Buffer
  /** What opens the next group: 0, 1 or 2 bytes. */
  tail: ByteString
}

/** Slots, and texts between them that are too short to have lines of their own, with the text behind them. */
interface Segment {
  run: (ByteString | { slot: string })[]
  /** By the number of bytes that the group before it lacks; absent at the end. */
  phases?: readonly Phase[]
}

const shortest = 3

/** A part in base64: each text between slots is encoded at the three places of a group where it may begin. */
export class Base64Part implements BodyPart {
  readonly #segments: readonly Segment[]

  constructor({ texts, slots }: { texts: readonly string[]; slots: readonly string[] }) {
    this.#segments = segmentsOf(texts, slots)
  }

  write(fill: Fill, { body, relaxedBody }: BodyBytes): void {
    const known = new Map<string, ByteString>()
    const add = (lines: MessageBytes) => {
      if (lines.length === 0) return
      body.push(lines)
      relaxedBody.push(lines)
    }
    let open: ByteString = ''
    for (const { run, phases } of this.#segments) {
      let bytes = open
      for (const piece of run) bytes += typeof piece === 'string' ? piece : wordsOf(piece.slot, fill, known)
      const phase = phases?.[(3 - (bytes.length % 3)) % 3]
      open = phase?.tail ?? ''
      add(base64Lines(btoa(bytes + (phase?.head ?? ''))))
      if (phase) add(phase.lines)
    }
  }
}

function wordsOf(slot: string, fill: Fill, known: Map<string, ByteString>): ByteString {
  const bytes = known.get(slot) ?? bytesOf(fill(slot))
  known.set(slot, bytes)
  return bytes
}

const bytesOf = (text: string): ByteString =>
  /\P{ASCII}/u.test(text) ? Buffer.from(text).toString('latin1') : text

function segmentsOf(texts: readonly string[], slots: readonly string[]): Segment[] {
  const segments: Segment[] = []
  let run: Segment['run'] = []
  texts.forEach((text, at) => {
    const bytes = bytesOf(text)
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

const phasesOf = (bytes: ByteString): Phase[] =>
  [0, 1, 2].map(lacking => {
    const end = bytes.length - ((bytes.length - lacking) % 3)
    return {
      head: bytes.slice(0, lacking),
      lines: Buffer.from(base64Lines(btoa(bytes.slice(lacking, end))), 'latin1'),
      tail: bytes.slice(end),
    }
  })
