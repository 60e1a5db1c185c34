import type { People, Subscriber } from '../subscribers/subscriber.ts'

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

/** Who gets an issue now, and why each other person on the list does not. */
export interface DeliveryPlan {
  issue: string
  recipients: readonly Subscriber[]
  leftOut: readonly { address: string; reason: string }[]
}

/** Plans the deliveries of an issue: nobody who has it, or may have it, gets it again. */
export function planDeliveries(
  issue: string,
  { subscribers, refused }: People,
  past: readonly Delivery[],
): DeliveryPlan {
  const before = new Map(past.map(delivery => [delivery.address.toLowerCase(), delivery]))
  const recipients: Subscriber[] = []
  const leftOut = refused.map(({ line, address, reason }) => ({ address: address || `line ${line}`, reason }))
  for (const subscriber of subscribers) {
    const delivery = before.get(subscriber.address.toLowerCase())
    if (!delivery || delivery.status === 'failed') recipients.push(subscriber)
    else leftOut.push({ address: subscriber.address, reason: reasonOf(delivery) })
  }
  return { issue, recipients, leftOut }
}

function reasonOf({ status, at }: Delivery): string {
  return status === 'sent'
    ? `has it since ${at.toISOString()}`
    : `may have it: the server's reply of ${at.toISOString()} is not known`
}
