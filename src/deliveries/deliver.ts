import { DeliveryError } from '../errors.ts'
import type { Message } from '../mail/message.ts'
import type { Subscriber } from '../subscribers/subscriber.ts'
import type { Delivery, DeliveryPlan } from './delivery.ts'
import type { Ledger } from './ledger.ts'
import { type Transport, UncertainDeliveryError, UnreachableServerError } from './transport.ts'

export interface DeliveryTools {
  transport: Transport
  ledger: Ledger
  messageFor(subscriber: Subscriber): Message
  clock(): Date
}

/**
 * Sends a plan, one recipient after the other, and tells how each delivery ended. Ends early, with a failed delivery,
 * when the server cannot be used at all.
 */
export async function* deliver(
  { issue, recipients }: DeliveryPlan,
  tools: DeliveryTools,
): AsyncGenerator<Delivery> {
  const { transport, ledger, messageFor, clock } = tools
  for (const subscriber of recipients) {
    const { address } = subscriber
    if (!ledger.claim(issue, address, clock())) continue
    const { isOver = false, ...ended } = await send(transport, messageFor(subscriber))
    const delivery: Delivery = { address, at: clock(), ...ended }
    ledger.settle(issue, delivery)
    yield delivery
    if (isOver) return
  }
}

type Ended = Pick<Delivery, 'status' | 'reply'> & { isOver?: boolean }

async function send(transport: Transport, message: Message): Promise<Ended> {
  try {
    return { status: 'sent', reply: (await transport.send(message)).reply }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    const status = error instanceof UncertainDeliveryError ? 'uncertain' : 'failed'
    return { status, reply: error.message, isOver: error instanceof UnreachableServerError }
  }
}
