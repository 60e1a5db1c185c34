import { sql } from 'kysely'
import { SubscriberError } from '../../errors.ts'
import { forgottenHashes } from '../../subscribers/forgotten.ts'
import type { Keyring } from '../../subscribers/keyring.ts'
import type { Database, Db } from '../database.ts'

/**
 * Finds the people of an import who were forgotten. Throws a SubscriberError where some were hashed with a key that is
 * not there: the import could bring them back.
 */
export async function findForgotten(db: Db, { sqlite }: Database, keyring: Keyring): Promise<void> {
  await sql`DELETE FROM temp.forgotten_arrivals`.execute(db)
  const rows = await db.selectFrom('forgotten').select(['hash', 'key']).execute()
  if (rows.length === 0) return
  const known = new Set(keyring.map(({ id }) => id))
  const lost = rows.filter(({ key }) => !known.has(key))
  if (lost[0]) throw lostKey(lost[0].key, lost.length)
  const hashes = new Set(rows.map(({ hash }) => hash))
  const isForgotten = (mailbox: string) =>
    Number(forgottenHashes(keyring, mailbox).some(hash => hashes.has(hash)))
  sqlite.function('is_forgotten', (mailbox: unknown) => isForgotten(String(mailbox)))
  await sql`INSERT OR IGNORE INTO temp.forgotten_arrivals
    SELECT mailbox FROM temp.arrivals WHERE is_forgotten(mailbox)`.execute(db)
}

const lostKey = (key: string, count: number): SubscriberError =>
  new SubscriberError(
    `Nothing can be imported: ${count === 1 ? '1 forgotten person is' : `${count} forgotten people are`} known by the key ${key} alone, which is missing, and the import could bring them back`,
    { wayOut: 'Put the key back, after the newest: in MASTHEAD_KEYS, or in .masthead/keys.json.' },
  )
