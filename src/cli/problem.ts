import { MastheadError } from '../errors.ts'
import type { Terminal } from './terminal.ts'

/** Warns of an error that ends nothing; `what` says what was not done, where the error itself does not. */
export function sayProblem(terminal: Terminal, what: string, error: unknown): void {
  if (error instanceof MastheadError) terminal.warn([error.message, error.wayOut].filter(Boolean).join(' '))
  else terminal.warn(`${what}: ${error instanceof Error ? error.stack : error}`)
}
