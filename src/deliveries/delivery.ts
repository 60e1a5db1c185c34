import { mailboxOf } from '../subscribers/address.ts'
import type { People, Recipient } from '../subscribers/subscriber.ts'

/**
 * One issue to one subscriber. `claimed` without an end means that a program died, or still works, between the
 * message and the server's reply; `uncertain`, that the connection did: the server may have taken the message or not.
 */
export interface Delivery {
  address: string
  status: 'claimed' | 'sent' | 'failed' | 'uncertain'
  at: Date
  /** The server's reply, or why it failed. */
  reply?: string
}

/** Somebody whom another run took after this one had planned to. */
export interface Elsewhere {
  address: string
  status: 'elsewhere'
}

/** Somebody who left, or began a pause, after the plan was made. */
export interface Left {
  address: string
  status: 'left'
  reason: string
}

/** How it ended for one person of a plan. */
export type Outcome = Delivery | Elsewhere | Left

/** Who gets an issue now, and why each other person on the list does not. */
export interface DeliveryPlan {
  issue: string
  /** Those who were never tried first, so that nobody who fails again keeps the others waiting. */
  recipients: readonly Recipient[]
  /** Those who cannot or must not be written to, then those who may have the issue or are being sent it, then those who have it. */
  leftOut: readonly LeftOutPerson[]
  /** How many may have it: the server's reply is not known. */
  uncertain: number
  /** Whether anybody, on this list or not, has the issue or may have it. */
  isOut: boolean
}

/** Somebody who does not get an issue, and why. */
export interface LeftOutPerson {
  address: string
  reason: string
}

// Longer than a server takes that is slow with every one of its replies.
const longestDeliveryMs = 10 * 60_000

/** Plans the deliveries of an issue: nobody who has it, or may have it, gets it again. */
export function planDeliveries(
  issue: string,
  { subscribers, refused, leftOut = [] }: People,
  past: readonly Delivery[],
  now: Date,
): DeliveryPlan {
  const before = new Map(past.map(delivery => [mailboxOf(delivery.address), delivery]))
  const untried: Recipient[] = []
  const retried: Recipient[] = []
  const having: LeftOutPerson[] = []
  const unclear: LeftOutPerson[] = []
  let uncertain = 0
  for (const subscriber of subscribers) {
    const { address } = subscriber
    const delivery = before.get(mailboxOf(address))
    if (!delivery) untried.push(subscriber)
    else if (delivery.status === 'failed') retried.push(subscriber)
    else if (delivery.status === 'sent')
      having.push({ address, reason: `has it since ${minute(delivery.at)}` })
    else {
      const isUnderWay = mayBeUnderWay(delivery, now)
      if (!isUnderWay) uncertain += 1
      unclear.push({ address, reason: isUnderWay ? underWay(delivery) : mayHaveIt(delivery) })
    }
  }
  const unusable = refused.map(({ line, address, reason }) => ({
    address: address || `line ${line}`,
    reason,
  }))
  const recipients = [...untried, ...retried]
  return {
    issue,
    recipients,
    leftOut: [...unusable, ...leftOut, ...unclear, ...having],
    uncertain,
    isOut: past.some(isHandedOver),
  }
}

/** Whether somebody has the issue, or may have it. */
export const isHandedOver = ({ status }: Outcome): boolean => status !== 'failed' && status !== 'left'

const mayBeUnderWay = ({ status, at }: Delivery, now: Date): boolean =>
  status === 'claimed' && now.getTime() - at.getTime() < longestDeliveryMs

const underWay = ({ at }: Delivery): string =>
  `another run is sending to them since ${minute(at)}, if it was not killed`

const mayHaveIt = ({ at }: Delivery): string =>
  `may have it: the server's reply of ${minute(at)} is not known`

const minute = (at: Date): string => `${at.toISOString().replace('T', ' ').slice(0, 16)} UTC`
