import { setImmediate } from 'node:timers/promises'

interface Timer {
  at: number
  ring(): void
}

/** A clock that stands still until everybody waits, and then goes on to what comes first. */
export class FakeTime {
  #now: number
  readonly #timers = new Set<Timer>()

  constructor(from: Date) {
    this.#now = from.getTime()
  }

  readonly clock = (): Date => new Date(this.#now)

  set(to: Date): void {
    this.#now = to.getTime()
  }

  readonly wait = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      const timer = { at: this.#now + ms, ring: () => done() }
      const done = () => {
        this.#timers.delete(timer)
        resolve()
      }
      if (signal?.aborted) return resolve()
      this.#timers.add(timer)
      signal?.addEventListener('abort', done, { once: true })
    })

  /** Lets time go on until some work is done; throws where it is not within so many waits. */
  async until<Result>(work: Promise<Result>, most = 200_000): Promise<Result> {
    let isDone = false
    const note = () => {
      isDone = true
    }
    work.then(note, note)
    for (let waits = 0; !isDone; waits += 1) {
      await setImmediate()
      if (waits > most) throw new Error(`not done after ${most} waits, at ${this.clock().toISOString()}`)
      const [next] = [...this.#timers].toSorted((one, other) => one.at - other.at)
      if (isDone || !next) continue
      this.#now = Math.max(this.#now, next.at)
      next.ring()
    }
    return work
  }
}
