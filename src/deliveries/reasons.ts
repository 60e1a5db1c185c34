import type { DeliveryStatus } from './delivery.ts'
import type { Ledger } from './ledger.ts'
import { parseReply } from './replies/parse-reply.ts'
import { readReply } from './replies/read-reply.ts'

/** Why several deliveries are as they are. */
export interface Reason {
  status: DeliveryStatus
  why: string
  count: number
  /** What was said of the first of them. */
  example: string
}

/** How many deliveries are read to tell why. */
const mostExplained = 10_000
const explained = ['failed', 'deferred', 'uncertain', 'cancelled'] as const

/** Why deliveries failed, wait or are not known, in the words of the rules; of the first ten thousand, commonest first. */
export async function reasonsOf(ledger: Pick<Ledger, 'deliveries'>, issue: string): Promise<Reason[]> {
  const reasons = new Map<string, Reason>()
  let left = mostExplained
  for await (const { status, reply = '', provider } of ledger.deliveries(issue, { statuses: explained })) {
    if (left-- === 0) break
    const why = whyOf(reply, provider)
    const key = `${status}\n${why}`
    const reason = reasons.get(key) ?? { status, why, count: 0, example: reply }
    reasons.set(key, { ...reason, count: reason.count + 1 })
  }
  return [...reasons.values()].toSorted((one, other) => other.count - one.count)
}

function whyOf(reply: string, provider: string): string {
  const read = parseReply(reply, 'message')
  if (read) return readReply(read, provider).why
  return reply.replace(/ (?:on|until|since|of) \d.*$/, '') || 'The connection broke without a word'
}
