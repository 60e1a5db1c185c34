import { DiskFullError } from '../errors.ts'

const longestMs = 10 * 60_000

/** A disk that takes nothing more, and may again once somebody has made room. */
export class FullDisk {
  /** How often it is tried, in ms. */
  static readonly pauseMs = 1000
  static readonly words =
    'The disk is full. Make room: until then, nothing goes out, and what servers said is kept.'
  #since: number | undefined

  /** Whether an error says that it is full, and has not for so long that it is given up. */
  isWaitedFor(error: unknown, now: Date): boolean {
    if (!(error instanceof DiskFullError)) return false
    this.#since ??= now.getTime()
    return now.getTime() - this.#since < longestMs
  }

  /** It took something. */
  hasRoom(): void {
    this.#since = undefined
  }
}
