import type { Delivery } from './delivery.ts'

/** Who has been sent what: written before and after each message, and true after a crash. */
export interface Ledger {
  /** All deliveries of an issue so far. */
  deliveriesOf(issue: string): Delivery[]
  /** Takes a delivery for this program alone; false when it was sent, may have been, or another program has it. */
  claim(issue: string, address: string, at: Date): boolean
  /** Writes how a claimed delivery ended. */
  settle(issue: string, delivery: Delivery): void
}
