import { sql, type Transaction } from 'kysely'
import type { Order } from '../../deliveries/ledger.ts'
import { DeliveryError } from '../../errors.ts'
import type { Tables } from '../tables.ts'

/** Fixes who gets an issue, as the table of the plan has them, and what; tells how many. */
export async function confirmPlan(trx: Transaction<Tables>, issue: string, order: Order): Promise<number> {
  const before = await trx
    .selectFrom('dispatches')
    .select('status')
    .where('issue', '=', issue)
    .executeTakeFirst()
  if (before?.status === 'sending' || before?.status === 'paused')
    throw new DeliveryError(`Issue ${issue} is on its way already`, {
      wayOut: `See "masthead status ${issue}"; "masthead resume ${issue}" goes on.`,
    })
  const [at, begins] = [order.confirmed.toISOString(), order.begins.toISOString()]
  await trx
    .replaceInto('dispatches')
    .values({
      issue,
      status: 'sending',
      mail: order.mail,
      hash: order.hash,
      confirmed: at,
      begins,
      changed: at,
      reason: null,
    })
    .execute()
  // Who was cancelled before was not sent it.
  const queued =
    await sql`INSERT INTO deliveries (issue, address, subscriber, person, provider, status, attempts, not_before, at)
    SELECT ${issue}, mailbox, subscriber, person, provider, 'queued', 0, ${begins}, ${at}
    FROM temp.planned WHERE reason IS NULL ORDER BY id
    ON CONFLICT (issue, address) DO UPDATE SET subscriber = excluded.subscriber, person = excluded.person,
      provider = excluded.provider, status = 'queued', attempts = 0, first_try = NULL,
      not_before = excluded.not_before, account = NULL, at = excluded.at, reply = NULL
    WHERE status = 'cancelled'`.execute(trx)
  await sql`INSERT INTO deliveries (issue, address, subscriber, person, provider, status, attempts, at, reply)
    SELECT ${issue}, mailbox, subscriber, person, provider, 'cancelled', 0, ${at}, reason
    FROM temp.planned WHERE reason IS NOT NULL AND is_noted ORDER BY id
    ON CONFLICT (issue, address) DO UPDATE SET reply = excluded.reply, at = excluded.at WHERE status = 'cancelled'`.execute(
    trx,
  )
  return Number(queued.numAffectedRows ?? 0)
}
