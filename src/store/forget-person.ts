import { sql, type Transaction } from 'kysely'
import { forgottenHashes } from '../subscribers/forgotten.ts'
import type { Keyring } from '../subscribers/keyring.ts'
import type { ForgottenPerson } from '../subscribers/subscriber-store.ts'
import type { Tables } from './tables.ts'

/** Deletes what is known of a mailbox; what stays is a hash of it, and deliveries under that hash. */
export async function forgetPerson(
  trx: Transaction<Tables>,
  mailbox: string,
  keyring: Keyring,
  at: Date,
): Promise<Omit<ForgottenPerson, 'isWiped'>> {
  const [hash = ''] = forgottenHashes(keyring, mailbox)
  const row = await trx
    .deleteFrom('subscribers')
    .where('mailbox', '=', mailbox)
    .returning('id')
    .executeTakeFirst()
  const id = row?.id ?? -1
  const consents = await trx.deleteFrom('consents').where('subscriber', '=', id).executeTakeFirst()
  const letters = await trx.deleteFrom('letters').where('subscriber', '=', id).executeTakeFirst()
  const suppression = await trx.deleteFrom('suppressions').where('mailbox', '=', mailbox).executeTakeFirst()
  // Somebody who came back and is forgotten again may have an issue twice.
  const deliveries = await sql`UPDATE OR REPLACE deliveries
    SET address = ${`forgotten:${hash}`}, reply = NULL, person = NULL WHERE address = ${mailbox}`.execute(trx)
  // What a server said of one person may have been noted with another.
  for (const table of ['letters', 'deliveries'])
    await sql`UPDATE ${sql.table(table)} SET reply = NULL WHERE instr(lower(reply), ${mailbox}) > 0`.execute(
      trx,
    )
  await sql`UPDATE dispatches SET reason = NULL WHERE instr(lower(reason), ${mailbox}) > 0`.execute(trx)
  await sql`UPDATE paces SET pace = json_set(pace, '$.stop.why', 'stopped by a reply')
    WHERE instr(lower(pace), ${mailbox}) > 0`.execute(trx)
  const kept = { hash, key: keyring[0].id, at: at.toISOString() }
  await trx
    .insertInto('forgotten')
    .values(kept)
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return {
    subscriber: row !== undefined,
    suppression: suppression.numDeletedRows > 0n,
    consents: Number(consents.numDeletedRows),
    letters: Number(letters.numDeletedRows),
    deliveries: Number(deliveries.numAffectedRows ?? 0),
  }
}
