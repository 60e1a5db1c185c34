import { parseReply } from '../../../src/deliveries/replies/parse-reply.ts'
import { readReply } from '../../../src/deliveries/replies/read-reply.ts'
import type { Stage, Verdict } from '../../../src/deliveries/replies/reply.ts'

/** What a reply means, as a server sends it. */
export function verdictOf(text: string, provider: string, stage: Stage = 'recipient'): Verdict {
  const reply = parseReply(text, stage)
  if (!reply) throw new Error(`no reply: ${text}`)
  return readReply(reply, provider)
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
