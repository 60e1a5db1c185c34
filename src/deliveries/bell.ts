/** Resolves after some time, or when the signal says so. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

/** Wakes whoever waits for something to happen; what rings meanwhile is not missed. */
export class Bell {
  readonly #wait: Wait
  #isRung = false
  #wake: (() => void) | undefined

  constructor(wait: Wait) {
    this.#wait = wait
  }

  ring(): void {
    this.#isRung = true
    this.#wake?.()
  }

  /** Forgets what rang: what that was about is being looked at. */
  still(): void {
    this.#isRung = false
  }

  /** Resolves when it rings, or rang since the last time: true; or after some time: false. */
  async heard(ms: number): Promise<boolean> {
    if (!this.#isRung) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      const timer = new AbortController()
      await Promise.race([promise, this.#wait(ms, timer.signal)])
      // Without a reason, an error would be made at each turn.
      timer.abort('rung')
      this.#wake = undefined
    }
    const wasRung = this.#isRung
    this.#isRung = false
    return wasRung
  }

  /** Resolves after some time, whatever rings. */
  quiet(ms: number): Promise<void> {
    return this.#wait(ms, new AbortController().signal)
  }
}
