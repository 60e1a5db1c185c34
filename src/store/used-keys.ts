import { sql } from 'kysely'
import type { Keyring } from '../subscribers/keyring.ts'
import type { Database } from './database.ts'

/** The ids of the keys that links or hashes of this database were ever made with, the oldest first. */
export async function usedKeys({ tables }: Database): Promise<string[]> {
  const rows = await tables.selectFrom('keys').select('id').orderBy('at').execute()
  return rows.map(({ id }) => id)
}

/** Notes which keys are in use, so that one that is lost is missed. */
export async function noteKeys(database: Database, keyring: Keyring): Promise<void> {
  const known = await usedKeys(database)
  const added = keyring.filter(({ id }) => !known.includes(id))
  if (added.length === 0) return
  const at = sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ')`
  await database.write(trx =>
    trx
      .insertInto('keys')
      .values(added.map(({ id }) => ({ id, at })))
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  )
}
