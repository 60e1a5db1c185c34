import type { Limits } from '../../deliveries/pacing/limits.ts'
import { type Allowance, allowance, spend } from '../../deliveries/pacing/pace.ts'
import type { Database } from '../database.ts'
import { readPace } from './ledger-turn.ts'

/** Counts one message as going through an account or to a provider (`account main`), where its limits allow it now. */
export function spendPace(database: Database, scope: string, limits: Limits, now: Date): Promise<Allowance> {
  return database.write(async trx => {
    const pace = await readPace(trx, scope)
    const may = allowance(pace, limits, now)
    if (may.count > 0)
      await trx
        .replaceInto('paces')
        .values({ scope, pace: JSON.stringify(spend(pace, 1, now)) })
        .execute()
    return may
  })
}
