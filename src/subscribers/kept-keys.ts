import type { Keyring, Keys } from './keyring.ts'

/** How long keys are used before they are asked for again. */
const keptMs = 1000

/** Keys that are asked for once in a second: each time, a file is looked at. */
export class KeptKeys implements Keys {
  readonly #keys: Keys
  readonly #clock: () => Date
  #keyring: Keyring
  #askedAt: number

  constructor(keys: Keys, clock: () => Date) {
    this.#keys = keys
    this.#clock = clock
    this.#keyring = keys.keyring
    this.#askedAt = clock().getTime()
  }

  get keyring(): Keyring {
    const now = this.#clock().getTime()
    // A clock that went back is no reason to keep them for longer.
    if (Math.abs(now - this.#askedAt) >= keptMs) {
      this.#keyring = this.#keys.keyring
      this.#askedAt = now
    }
    return this.#keyring
  }
}
