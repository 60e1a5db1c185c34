/** An error keeps an issue from being sent; a warning tells what some readers will see. */
export type Severity = 'error' | 'warning'

/** Where something stands: a file relative to the workspace, and a line in it, counted from 1. */
export interface Place {
  file: string
  line?: number
}

/** One thing that is wrong with a mail. */
export interface Finding {
  /** The name of the check, such as `html-size`. */
  check: string
  severity: Severity
  /** What is wrong, and what was found, as a sentence without a stop. */
  what: string
  where?: Place
  /** How to mend it, as a sentence. */
  wayOut: string
}

/** A check that could not be made, and why: never counted as passed. */
export interface NotRun {
  check: string
  reason: string
}

/** How many bytes of the HTML of a mail an entry takes. */
export interface EntryCost {
  title: string
  post?: string
  bytes: number
}

/** What the checks say of a mail: every check that there is stands in exactly one of `findings`, `passed` and `notRun`. */
export interface Report {
  findings: readonly Finding[]
  passed: readonly string[]
  notRun: readonly NotRun[]
  /** Of a mail of this newsletter, the largest first. */
  entries?: readonly EntryCost[]
  /** Of a mail that is too large, the fewest entries that make it small enough when they are cut to a line each. */
  toShorten?: readonly EntryCost[]
}
