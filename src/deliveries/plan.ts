import type { Provider } from './providers/provider.ts'

/** Somebody who does not get an issue, and why. */
export interface LeftOutPerson {
  address: string
  reason: string
}

/** Who gets an issue, and why each other person does not. */
export interface DeliveryPlan {
  issue: string
  recipients: number
  /** How many of them have their mailbox at each provider, most first. */
  byProvider: readonly { provider: Provider; count: number }[]
  /** How many people are left out. */
  leftOut: number
  /** Why, most first. */
  reasons: readonly { reason: string; count: number }[]
  /** The first of them, `mostNamed` at most. */
  named: readonly LeftOutPerson[]
  /** How many are no members of the list, and unsubscribe by mail. */
  strangers: number
}

/** How many of those who are left out a plan names. */
export const mostNamed = 1000
