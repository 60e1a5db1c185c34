import type { Ledger } from './ledger.ts'
import type { Limits } from './pacing/limits.ts'
import { allowance, type Pace } from './pacing/pace.ts'
import { sentWithin } from './pacing/sent-lately.ts'
import { hourMs } from './pacing/windows.ts'
import type { Provider } from './providers/provider.ts'
import type { SmtpAccount } from './smtp/smtp-account.ts'
import { accountScope, providerScope } from './turn-order.ts'

/** How fast an account or a provider was written to, and what holds it up. */
export interface ScopePace {
  scope: string
  lastHour: number
  why?: string
  until?: Date
}

/** What paces are measured by. */
interface Rules {
  accounts: readonly SmtpAccount[]
  rules: ReadonlyMap<Provider, { limits?: Limits }>
  now: Date
}

/** How fast the accounts, and the providers that mail of an issue waits for, were written to lately. */
export async function pacesOf(
  ledger: Pick<Ledger, 'turn' | 'pace'>,
  issue: string,
  { accounts, rules, now }: Rules,
): Promise<ScopePace[]> {
  const waiting = await ledger.turn(issue, turn => turn.waiting())
  const scopes: [string, Limits][] = [
    ...accounts.map(({ name, limits }): [string, Limits] => [accountScope(name), limits]),
    ...waiting.map(({ provider }): [string, Limits] => [
      providerScope(provider),
      rules.get(provider)?.limits ?? {},
    ]),
  ]
  return Promise.all(
    scopes.map(async ([scope, limits]) => paceOf(scope, await ledger.pace(scope), limits, now)),
  )
}

function paceOf(scope: string, pace: Pace, limits: Limits, now: Date): ScopePace {
  const { count, nextAt, why } = allowance(pace, limits, now)
  const isHeld = count === 0
  return {
    scope,
    lastHour: sentWithin(pace.sent, hourMs, now.getTime()),
    ...(isHeld && why !== undefined && { why }),
    ...(isHeld && nextAt && { until: nextAt }),
  }
}
