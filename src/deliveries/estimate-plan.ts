import type { Ledger } from './ledger.ts'
import { type Estimate, estimate } from './pacing/estimate.ts'
import type { Limits } from './pacing/limits.ts'
import type { DeliveryPlan } from './plan.ts'
import type { Provider } from './providers/provider.ts'
import type { SmtpAccount } from './smtp/smtp-account.ts'
import { accountScope, providerScope } from './turn-order.ts'

/** What one connection is taken to carry in a second, before anything was measured. */
const perConnection = 5

/** How long a plan takes through some accounts, as fast as they and the providers were written to lately. */
export async function estimatePlan(
  { byProvider }: Pick<DeliveryPlan, 'byProvider'>,
  ledger: Pick<Ledger, 'pace'>,
  {
    accounts,
    rules,
    now,
  }: {
    accounts: readonly SmtpAccount[]
    rules: ReadonlyMap<Provider, { limits?: Limits }>
    now: Date
  },
): Promise<Estimate> {
  const haulers = accounts.map(async ({ name, weight, limits, connections }) => ({
    name,
    weight,
    limits,
    pace: await ledger.pace(accountScope(name)),
    perSecond: connections * perConnection,
  }))
  const providers = byProvider.map(async ({ provider: name, count: recipients }) => ({
    name,
    recipients,
    limits: rules.get(name)?.limits ?? {},
    pace: await ledger.pace(providerScope(name)),
  }))
  return estimate({ accounts: await Promise.all(haulers), providers: await Promise.all(providers) }, now)
}
