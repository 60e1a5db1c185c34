import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What a server notes before it says anything of it. */
export interface Noted {
  /** In ms since 1970. */
  at: number
  /** Of a recipient: refused; of a whole message: whether it was taken, and whether that could be said. */
  what: 'refused' | 'taken' | 'taken, unsaid' | 'lost, unsaid' | 'left after 421' | 'fault'
  to: string
  /** The Message-ID. */
  id?: string
  /** What was said, or the fault. */
  said?: string
}

/** The log of a server, on the disk. */
export class ServerLog {
  readonly #file: number

  constructor(path: string) {
    this.#file = openSync(path, 'a')
  }

  note(noted: Omit<Noted, 'at'>): void {
    writeSync(this.#file, `${JSON.stringify({ at: Date.now(), ...noted })}\n`)
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** All that a server noted, in its order. */
export const readServerLog = (path: string): Noted[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
