import type { Subscriber } from './subscriber.ts'

export const letterKinds = ['confirm', 'welcome', 'known'] as const

/** A letter that is written to one person: to confirm, to welcome, or to say that they get the newsletter already. */
export type LetterKind = (typeof letterKinds)[number]

/** A letter that waits to be sent to one person. */
export interface QueuedLetter {
  id: number
  kind: LetterKind
  subscriber: Subscriber
  /** When the person gave cause for it. */
  at: Date
  /** How often it was tried. */
  attempts: number
}

/** How many letters wait, and how many were given up. */
export interface LetterCounts {
  queued: number
  failed: number
}

/** Letters to single persons, until they are sent: none is lost when a server is away or a program dies. */
export interface LetterQueue {
  /** Takes the letters that are due for this program alone, until `until`. */
  take(most: number, now: Date, until: Date): Promise<QueuedLetter[]>
  /** The letter is sent, or no longer wanted. */
  done(id: number): Promise<void>
  /** The letter is tried again at a time; without one, it is kept as failed, with the reply. */
  failed(id: number, reply: string, again: Date | undefined): Promise<void>
  /** The letter was not tried: it waits until a time. */
  putBack(id: number, why: string, until: Date): Promise<void>
  count(): Promise<LetterCounts>
}
