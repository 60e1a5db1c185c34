import { sql, type Transaction } from 'kysely'
import type { ClaimedDelivery, Conclusion, DueDelivery } from '../../deliveries/delivery.ts'
import type { DispatchStatus } from '../../deliveries/dispatch.ts'
import type { Turn } from '../../deliveries/ledger.ts'
import { type Pace, restingPace } from '../../deliveries/pacing/pace.ts'
import type { Provider } from '../../deliveries/providers/provider.ts'
import { DatabaseError } from '../../errors.ts'
import { mailboxOf } from '../../subscribers/address.ts'
import type { Keyring } from '../../subscribers/keyring.ts'
import type { Db } from '../database.ts'
import type { Tables } from '../tables.ts'
import { dueDeliveries } from './due-deliveries.ts'
import { suppressBounced } from './suppress-bounced.ts'

/** What a turn works with. */
export interface TurnParts {
  trx: Transaction<Tables>
  issue: string
  keyring: Keyring
  /** Those that no other program has changed since. */
  paces: Map<string, Pace>
}

/** One issue in one transaction. */
export class LedgerTurn implements Turn {
  readonly #trx: Transaction<Tables>
  readonly #issue: string
  readonly #keyring: Keyring
  readonly #paces: Map<string, Pace>

  constructor({ trx, issue, keyring, paces }: TurnParts) {
    this.#trx = trx
    this.#issue = issue
    this.#keyring = keyring
    this.#paces = paces
  }

  async status(): Promise<DispatchStatus | undefined> {
    const row = await this.#trx
      .selectFrom('dispatches')
      .select('status')
      .where('issue', '=', this.#issue)
      .executeTakeFirst()
    return row?.status
  }

  async pace(scope: string): Promise<Pace> {
    const known = this.#paces.get(scope)
    if (known) return known
    const pace = await readPace(this.#trx, scope)
    this.#paces.set(scope, pace)
    return pace
  }

  setPace(scope: string, pace: Pace): Promise<void> {
    return this.setPaces(new Map([[scope, pace]]))
  }

  async setPaces(paces: ReadonlyMap<string, Pace>): Promise<void> {
    await sql`REPLACE INTO paces (scope, pace)
      SELECT value ->> 0, value -> 1 FROM json_each(${JSON.stringify([...paces])})`.execute(this.#trx)
    for (const [scope, pace] of paces) this.#paces.set(scope, pace)
  }

  // From one provider to the next by the index: a million rows are not counted to know of five providers.
  async waiting(): Promise<{ provider: Provider; notBefore: Date }[]> {
    const next = (after: ReturnType<typeof sql>) =>
      sql`(SELECT min(provider) FROM deliveries WHERE issue = ${this.#issue} AND not_before IS NOT NULL ${after})`
    const { rows } = await sql<{ provider: string; first: string }>`
      WITH RECURSIVE p(provider) AS (
        SELECT ${next(sql``)} UNION ALL SELECT ${next(sql`AND provider > p.provider`)} FROM p WHERE p.provider IS NOT NULL
      )
      SELECT provider, (
        SELECT min(not_before) FROM deliveries d
        WHERE d.issue = ${this.#issue} AND d.provider = p.provider AND d.not_before IS NOT NULL
      ) AS first FROM p WHERE provider IS NOT NULL`.execute(this.#trx)
    return rows.map(({ provider, first }) => ({ provider, notBefore: new Date(first) }))
  }

  async renew(now: Date): Promise<void> {
    await sql`UPDATE deliveries SET first_try = ${now.toISOString()}
      WHERE issue = ${this.#issue} AND first_try IS NOT NULL AND not_before IS NOT NULL`.execute(this.#trx)
  }

  due(provider: Provider, most: number, now: Date, except: readonly number[]): Promise<DueDelivery[]> {
    return dueDeliveries(this.#trx, this.#issue, { provider, most, now, except })
  }

  async claim(deliveries: readonly ClaimedDelivery[], now: Date): Promise<void> {
    const at = now.toISOString()
    const rows = deliveries.map(({ id, account, firstTry }) => [id, account, firstTry.toISOString()])
    const claimed = await sql`UPDATE deliveries
      SET status = 'claimed', attempts = attempts + 1, not_before = NULL, at = ${at},
        account = value ->> 1, first_try = value ->> 2
      FROM json_each(${JSON.stringify(rows)})
      WHERE deliveries.id = value ->> 0 AND not_before IS NOT NULL`.execute(this.#trx)
    demandAll(claimed.numAffectedRows, rows.length)
  }

  async cancel(deliveries: readonly { id: number; reason: string }[], now: Date): Promise<void> {
    const rows = deliveries.map(({ id, reason }) => [id, reason])
    await sql`UPDATE deliveries
      SET status = 'cancelled', not_before = NULL, at = ${now.toISOString()}, reply = value ->> 1
      FROM json_each(${JSON.stringify(rows)}) WHERE deliveries.id = value ->> 0`.execute(this.#trx)
  }

  async conclude(conclusions: readonly Conclusion[]): Promise<void> {
    const rows = conclusions.map(({ id, status, at, reply, notBefore, isNoTry = false }) => [
      id,
      status,
      at.toISOString(),
      reply,
      notBefore?.toISOString() ?? null,
      isNoTry ? 1 : 0,
    ])
    // Of somebody who was forgotten meanwhile, a reply may have the address.
    const concluded = await sql`UPDATE deliveries
      SET status = value ->> 1, at = value ->> 2, not_before = value ->> 4, attempts = attempts - (value ->> 5),
        first_try = CASE WHEN attempts > (value ->> 5) THEN first_try END,
        reply = CASE WHEN address LIKE 'forgotten:%' THEN NULL ELSE value ->> 3 END
      FROM json_each(${JSON.stringify(rows)})
      WHERE deliveries.id = value ->> 0 AND status = 'claimed'`.execute(this.#trx)
    demandAll(concluded.numAffectedRows, rows.length)
  }

  suppress(address: string, reply: string, now: Date): Promise<void> {
    const bounced = { address: mailboxOf(address), reply, issue: this.#issue, at: now }
    return suppressBounced(this.#trx, this.#keyring, bounced)
  }
}

/** How fast an account or a provider was written to lately. */
export async function readPace(db: Db, scope: string): Promise<Pace> {
  const row = await db.selectFrom('paces').select('pace').where('scope', '=', scope).executeTakeFirst()
  return row ? JSON.parse(row.pace) : restingPace()
}

function demandAll(changed: bigint | undefined, wanted: number): void {
  if (Number(changed ?? 0) !== wanted)
    throw new DatabaseError(
      `Another program changed ${wanted - Number(changed ?? 0)} deliveries that this one has under way`,
      { wayOut: 'Only one program may send an issue: end the others, and "masthead resume" goes on.' },
    )
}
