import type { WorkerStep } from '../../deliveries/run.ts'
import type { ScopePace } from '../../deliveries/scope-paces.ts'
import { accountScope, providerScope } from '../../deliveries/turn-order.ts'
import { onOneLine } from './one-line.ts'

/** What replies have just stopped until the operator has looked, and why, by its name. */
export function stopsOf({ endings }: WorkerStep): ReadonlyMap<string, string> {
  const stops = new Map<string, string>()
  for (const { delivery, verdict, conclusion } of endings) {
    const why = `${verdict?.why}: ${conclusion.reply}`
    if (verdict?.act === 'stop-provider') stops.set(providerScope(delivery.provider), why)
    if (verdict?.act === 'stop-account') stops.set(accountScope(delivery.account), why)
  }
  return stops
}

/** What waits for the operator, of all that an issue goes through. */
export const stoppedAmong = (paces: readonly ScopePace[]): ScopePace[] =>
  paces.filter(({ why, until }) => why !== undefined && until === undefined)

/** One of them, in words. */
export const sayStop = (scope: string, why: string): string =>
  `Nothing more goes ${scope.startsWith('account') ? 'through' : 'to'} ${scope} before you have looked: ${onOneLine(why)}`
