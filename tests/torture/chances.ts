import { chance } from '../hostile-inputs.ts'

/** Choices that a seed decides. */
export class Chances {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = chance(seed)
  }

  /** From 0 to less than `end`, whole. */
  below(end: number): number {
    return Math.floor(this.#next() * end)
  }

  /** Whether what happens so often (0 to 1) happens now. */
  happens(often: number): boolean {
    return this.#next() < often
  }

  oneOf<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T
  }

  /** Another source of choices, for something that runs beside this. */
  fork(): Chances {
    return new Chances(this.below(2 ** 32))
  }
}
