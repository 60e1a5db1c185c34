import type { ClaimedDelivery, Conclusion } from './delivery.ts'
import { readReply } from './replies/read-reply.ts'
import type { Verdict } from './replies/reply.ts'
import { nextTry } from './replies/retry-schedule.ts'
import type { Handover } from './smtp/lane.ts'

/** Before any time that a clock can be set to: a clock that goes back holds up nobody. */
export const atOnce = new Date(0)

const waiting = { status: 'queued', notBefore: atOnce } as const
const failed = { status: 'failed' } as const

/** A delivery that was handed to a server, and what became of it. */
export interface Attempt {
  delivery: ClaimedDelivery
  handover: Handover
  at: Date
  /** Of the message, where one was written. */
  messageId?: string
  /** Whether it waits for another account, for this one could not take it as it is. */
  isForOthers?: boolean
}

/** What follows from an attempt: for the delivery, and beyond it. */
export interface Ending {
  delivery: ClaimedDelivery
  conclusion: Conclusion
  /** No server heard of it. */
  isUnsaid?: true
  /** Of a refusal. */
  verdict?: Verdict
  /** Of the message, where one was written. */
  messageId?: string
}

/** A connection that broke, or a server that closed it, says nothing of the recipient. */
const broke: Verdict = { act: 'reconnect', why: 'The connection broke' }

/** What becomes of a delivery; it is tried again for as long as `nextTry` allows. */
export function concludeAttempt(attempt: Attempt): Ending {
  const { messageId } = attempt
  return { ...conclude(attempt), ...(messageId !== undefined && { messageId }) }
}

function conclude({ delivery, handover, at, isForOthers = false }: Attempt): Ending {
  const { id, provider } = delivery
  if (handover.outcome === 'taken')
    return { delivery, conclusion: { id, status: 'sent', at, reply: handover.reply.text } }
  if (handover.outcome === 'uncertain')
    return { delivery, conclusion: { id, status: 'uncertain', at, reply: handover.why } }
  if (handover.outcome === 'unsendable')
    return {
      delivery,
      conclusion: { ...(isForOthers ? waiting : failed), id, at, reply: handover.why, isNoTry: true },
      isUnsaid: true,
    }
  if (handover.outcome === 'returned' && handover.isUntouched)
    return {
      delivery,
      conclusion: { ...waiting, id, at, reply: handover.why, isNoTry: true },
      isUnsaid: true,
    }
  const verdict = handover.reply && readReply(handover.reply, provider)
  const reply = handover.reply?.text ?? ('why' in handover ? handover.why : '')
  return {
    delivery,
    conclusion: concludeRefusal(delivery, verdict ?? broke, reply, at),
    ...(verdict && { verdict }),
  }
}

function concludeRefusal(delivery: ClaimedDelivery, verdict: Verdict, reply: string, at: Date): Conclusion {
  const { id } = delivery
  switch (verdict.act) {
    case 'dead':
    case 'failed':
    // Should it be only this reader's message that is at fault, the others are not held up twice.
    case 'stop':
      return { id, status: 'failed', at, reply }
    case 'later':
    case 'slow-provider':
    case 'reconnect':
      return again(delivery, verdict, reply, at)
    // It is not the delivery's fault: it goes as soon as what stands in its way is gone.
    default:
      return { ...waiting, id, at, reply }
  }
}

function again(delivery: ClaimedDelivery, verdict: Verdict, reply: string, at: Date): Conclusion {
  const { id, attempts, firstTry } = delivery
  const notBefore = nextTry(attempts + 1, firstTry, at, verdict)
  return notBefore ? { id, status: 'deferred', at, reply, notBefore } : { id, status: 'failed', at, reply }
}
