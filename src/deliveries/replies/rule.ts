import type { Provider } from '../providers/provider.ts'
import type { Stage, Verdict } from './reply.ts'

/** A code, or all that begin with its first digit. */
export type Code = number | '4xx' | '5xx'

/** One line of the table of what replies mean; a reply has to fit all that it names. */
export interface Rule extends Verdict {
  code: Code | readonly Code[]
  /** `5.1.1`, or `4.7.` for all that begin so; `none` for a reply without. */
  enhanced?: string | readonly string[]
  /** What its words have in them: its lines as one, without codes, addresses and links. */
  says?: RegExp
  /** What they do not have. */
  unless?: RegExp
  /** Where in the conversation; without it, anywhere. */
  at?: readonly Stage[]
}

/** What a provider's servers answer, and what it means. */
export interface Answers {
  /** Whose recipients it is answered for. */
  of: readonly Provider[]
  /** What nobody but these servers writes, so that they are known behind any domain, and through a relay. */
  signature: RegExp
  rules: readonly Rule[]
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
