import { DeliveryError } from '../errors.ts'
import type { Message } from '../mail/message.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import type { Delivery, DeliveryPlan, Outcome } from './delivery.ts'
import type { Ledger } from './ledger.ts'
import {
  BrokenConnectionError,
  type Transport,
  UncertainDeliveryError,
  UnreachableServerError,
} from './transport.ts'

/** What a plan is sent with. */
export interface DeliveryTools {
  transport: Transport
  ledger: Ledger
  messageFor(subscriber: Recipient): Message
  /** Why somebody must not get it after all, asked just before their turn. */
  whyNot?(subscriber: Recipient): Promise<string | undefined>
  clock(): Date
}

// One recipient may be what a server cannot take; so many in a row are not, and should not all end as uncertain.
const mostBroken = 5

/**
 * Sends a plan, one recipient after the other, and tells how each delivery ended. Ends early, with a failed delivery,
 * when the server cannot be used at all, or breaks off, before the message or after it, for five recipients in a row.
 */
export async function* deliver(
  { issue, recipients }: DeliveryPlan,
  tools: DeliveryTools,
): AsyncGenerator<Outcome> {
  const { transport, ledger, messageFor, whyNot, clock } = tools
  let broken = 0
  for (const subscriber of recipients) {
    const message = messageFor(subscriber)
    const { address } = subscriber
    // Claimed only when the message can go out: a program that dies while it connects has promised nothing.
    const unreachable = await whyNotReady(transport)
    const reason = await whyNot?.(subscriber)
    if (reason !== undefined) {
      yield { address, status: 'left', reason }
      continue
    }
    if (!ledger.claim(issue, address, clock())) {
      yield { address, status: 'elsewhere' }
      continue
    }
    const { status, reply, error } = unreachable ?? (await send(transport, message))
    const delivery: Delivery = { address, status, at: clock(), reply }
    ledger.settle(issue, delivery)
    yield delivery
    broken = isBroken(error) ? broken + 1 : 0
    if (error instanceof UnreachableServerError || broken === mostBroken) return
  }
}

const isBroken = (error: unknown): boolean =>
  error instanceof BrokenConnectionError || error instanceof UncertainDeliveryError

interface Ended {
  status: 'sent' | 'failed' | 'uncertain'
  reply: string
  error?: DeliveryError
}

async function whyNotReady(transport: Transport): Promise<Ended | undefined> {
  try {
    await transport.connect()
    return undefined
  } catch (error) {
    return endedBy(error)
  }
}

async function send(transport: Transport, message: Message): Promise<Ended> {
  try {
    return { status: 'sent', reply: (await transport.send(message)).reply }
  } catch (error) {
    return endedBy(error)
  }
}

function endedBy(error: unknown): Ended {
  if (!(error instanceof DeliveryError)) throw error
  const status = error instanceof UncertainDeliveryError ? 'uncertain' : 'failed'
  return { status, reply: error.message, error }
}
