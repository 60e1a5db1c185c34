/** What happened, for programs to read: its name, and what belongs to it. */
export interface LogEvent {
  event: string
  [detail: string]: unknown
}

/** Where events are written, one line of JSON each. */
export interface EventLog {
  /** Whether anybody reads it: taking secrets out of what nobody reads would cost more than sending it. */
  readonly isKept: boolean
  write(event: LogEvent, level?: 'info' | 'warn'): void
  /** Resolves when all of it is written, or cannot be. */
  end(): Promise<void>
}

/** Keeps nothing. */
export const noLog: EventLog = { isKept: false, write() {}, async end() {} }
