import type { Ending } from '../../deliveries/attempt.ts'
import { parseReply } from '../../deliveries/replies/parse-reply.ts'
import type { LogEvent } from './event-log.ts'
import { shortAddress, withoutSecrets } from './without-secrets.ts'

/** How a delivery ended, for the log: neither address nor name of its reader, nor what only they may know. */
export function deliveryEvent(ending: Ending, secrets: readonly string[]): LogEvent {
  const { delivery, conclusion, verdict, messageId } = ending
  const { reader, provider, account, attempts } = delivery
  const { address, name } = reader
  const { code, enhanced } = parseReply(conclusion.reply, 'message') ?? {}
  const own = [address, address.replace('@', '='), name]
  return {
    event: 'delivery',
    subscriber: reader.id,
    address: shortAddress(address),
    messageId,
    provider,
    account,
    status: conclusion.status,
    code,
    enhanced,
    why: verdict?.why,
    attempts: attempts + 1,
    notBefore: conclusion.notBefore,
    reply: withoutSecrets(conclusion.reply, [...own, ...secrets]),
  }
}
