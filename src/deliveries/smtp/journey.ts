import { parseReply } from '../replies/parse-reply.ts'
import type { Reply, Stage } from '../replies/reply.ts'
import type { Envelope } from './envelope.ts'
import { type EncodedMessage, type Handover, untouched } from './lane.ts'
import type { Said } from './reply-reader.ts'

/** A message on its way over a connection, until it is known what became of it. */
export class Journey {
  readonly message: EncodedMessage
  readonly envelope: Envelope
  /** Whether the server may have all of it. */
  isWhole = false
  readonly #settle: (handover: Handover) => void
  #said: { [stage in Stage]?: Said } = {}

  constructor(message: EncodedMessage, envelope: Envelope, settle: (handover: Handover) => void) {
    this.message = message
    this.envelope = envelope
    this.#settle = settle
  }

  /** Takes in what the server said of its sender, its recipient, or whether it may come. */
  hear(said: Said, stage: Stage): void {
    this.#said[stage] = said
  }

  /** Whether the server took its sender and its recipient, and asked for it. */
  get isWanted(): boolean {
    return this.isEnvelopeTaken && this.#said.data?.code === 354
  }

  /** Whether the server took its sender and its recipient. */
  get isEnvelopeTaken(): boolean {
    const { sender, recipient } = this.#said
    return [sender, recipient].every(reply => reply !== undefined && reply.code < 300)
  }

  /** Whether the server asked for it without having taken its sender, so that nothing it does can be foreseen. */
  get isMixedUp(): boolean {
    return this.#said.data?.code === 354 && (this.#said.sender?.code ?? 0) >= 400
  }

  /** Whether the server has said something of its recipient. */
  get isEnvelopeHeard(): boolean {
    return this.#said.recipient !== undefined
  }

  /** The server said its last word on it; whether it took it. */
  conclude(said: Said, stage: Stage): boolean {
    const isTaken = stage === 'message' && said.code < 300 && (this.#said.recipient?.code ?? 200) < 300
    this.#settle(
      isTaken
        ? { outcome: 'taken', reply: toReply(said, stage) }
        : { outcome: 'refused', reply: this.#refusal ?? toReply(said, stage) },
    )
    return isTaken
  }

  /** Nothing of it was taken, and it is no try: the connection ended before it began, or the server knows no such command. */
  giveBack(why: string): void {
    this.#settle(untouched(why))
  }

  /** The connection ended; `isFarewell` when the server said before that it would end it. */
  breakOff(why: string, isFarewell: boolean): void {
    const refusal = this.#refusal
    const farewell = this.#farewell
    if (refusal) this.#settle({ outcome: 'refused', reply: refusal })
    else if (this.isWhole && !isFarewell) this.#settle({ outcome: 'uncertain', why })
    else this.#settle({ outcome: 'returned', why, ...(farewell && { reply: farewell }) })
  }

  get #farewell(): Reply | undefined {
    return this.#replyThat(({ code }) => code === 421)
  }

  // 421 is no word on this message: the connection ends.
  get #refusal(): Reply | undefined {
    return this.#replyThat(({ code }) => code >= 400 && code !== 421)
  }

  #replyThat(fits: (said: Said) => boolean): Reply | undefined {
    for (const stage of stages) {
      const said = this.#said[stage]
      if (said && fits(said)) return toReply(said, stage)
    }
    return undefined
  }
}

const stages = ['sender', 'recipient', 'data', 'message'] as const

const toReply = (said: Said, stage: Stage): Reply =>
  parseReply(said.text, stage) ?? { stage, code: said.code, text: said.text }
