import type { Recipient } from '../subscribers/subscriber.ts'
import type { Provider } from './providers/provider.ts'

/** What may become of a delivery; README and ARCHITECTURE draw how one follows from another. */
export const deliveryStatuses = [
  'queued',
  'claimed',
  'sent',
  'deferred',
  'failed',
  'uncertain',
  'cancelled',
] as const

/**
 * `claimed`: a program is about to hand it over, or does; `deferred`: not before a time; `uncertain`: the program died
 * or the connection broke, and the server may have taken it or not; `cancelled`: it is not to be sent any more.
 */
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** How many deliveries of an issue have each status. */
export type DeliveryCounts = Readonly<Record<DeliveryStatus, number>>

/** One issue to one subscriber, as the ledger has it. */
export interface Delivery {
  /** Of somebody who is forgotten, what stands for them. */
  address: string
  status: DeliveryStatus
  /** When it became so. */
  at: Date
  /** How often it was handed to a server, or was about to be. */
  attempts: number
  provider: Provider
  /** The account that it was sent through last. */
  account?: string
  /** When it is tried again, where it waits. */
  notBefore?: Date
  /** The server's reply, whole, or why it ended so. */
  reply?: string
}

/** A delivery that waits, with its reader as they are known now. */
export interface DueDelivery {
  id: number
  reader: Recipient
  provider: Provider
  attempts: number
  /** When it was first tried; absent where it never was. */
  firstTry?: Date
  /** Why it must not be sent any more; absent where nothing speaks against it. */
  reason?: string
}

/** A delivery that this program, and no other, hands over now. */
export interface ClaimedDelivery extends DueDelivery {
  account: string
  claimed: Date
  firstTry: Date
}

/** How an attempt ended, as it is written into the ledger. */
export interface Conclusion {
  id: number
  status: 'queued' | 'sent' | 'deferred' | 'failed' | 'uncertain'
  at: Date
  reply: string
  /** When it is tried again, where it waits. */
  notBefore?: Date
  /** It never got to a server, and does not count as tried. */
  isNoTry?: boolean
}
