import type { Writing } from '../writing.ts'
import { sayProblem } from './problem.ts'
import type { Terminal } from './terminal.ts'

/** Sends letters whenever the pages have queued some, and tells when that does not work. */
export class LetterRounds {
  readonly #terminal: Terminal
  #writing: Writing | undefined
  #round: Promise<void> = Promise.resolve()

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  /** Begins with what waits already. */
  use(writing: Writing): void {
    this.#writing = writing
    this.begin()
  }

  begin(): void {
    this.#round = this.#send().catch(error => sayProblem(this.#terminal, 'Letters could not be sent', error))
  }

  /** Resolves when the letter that is under way has ended; the others wait for the next start. */
  async end(): Promise<void> {
    await this.#writing?.stop()
    await this.#round
  }

  async #send(): Promise<void> {
    const { later = 0, failed = 0, trouble } = (await this.#writing?.sendDueLetters()) ?? {}
    if (failed > 0) this.#terminal.warn(`${letters(failed)} could not be sent: ${trouble}`)
    else if (later > 0) this.#terminal.warn(`${letters(later)} put off, and tried again later: ${trouble}`)
  }
}

const letters = (count: number): string => (count === 1 ? '1 letter' : `${count} letters`)
