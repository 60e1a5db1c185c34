import { relaxed } from './relaxed.ts'

/** Bytes of a message. What is written for one reader is a string of ASCII: millions of small buffers cost memory. */
export type MessageBytes = Uint8Array | string

/** The bytes of several pieces in one. */
export const joinedBytes = (pieces: readonly MessageBytes[]): Buffer =>
  Buffer.concat(pieces.map(piece => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)))

/** The bytes of a body, in their order, and the same in DKIM's relaxed form. */
export interface BodyBytes {
  body: MessageBytes[]
  relaxedBody: MessageBytes[]
}

/** A piece of the body of an issue's mail: whole lines. */
export interface BodyPart {
  /** Adds its bytes for one reader, of whom `fill` knows what slots say. */
  write(fill: Fill, to: BodyBytes): void
}

/** What a slot of a part says to one reader. */
export type Fill = (slot: string) => string

/** Lines that are the same for all readers. */
export class FixedLines implements BodyPart {
  readonly #bytes: Buffer
  readonly #relaxed: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#relaxed = relaxed(bytes)
  }

  write(_: Fill, { body, relaxedBody }: BodyBytes): void {
    if (this.#bytes.length === 0) return
    body.push(this.#bytes)
    relaxedBody.push(this.#relaxed)
  }
}
