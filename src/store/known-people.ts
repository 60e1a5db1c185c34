import type { Transaction } from 'kysely'
import { mailboxOf } from '../subscribers/address.ts'
import { forgottenHashes } from '../subscribers/forgotten.ts'
import type { Keyring } from '../subscribers/keyring.ts'
import type { Known } from '../subscribers/subscriber-store.ts'
import type { Suppression } from '../subscribers/suppression.ts'
import type { Database } from './database.ts'
import { readConsent, readForgotten, readSubscriber, readSuppression } from './subscriber-rows.ts'
import type { Tables } from './tables.ts'

type Db = Transaction<Tables> | Database['tables']

/** All that is known of a mailbox. */
export async function knownPerson(db: Db, keyring: Keyring, mailbox: string): Promise<Known> {
  const row = await db.selectFrom('subscribers').selectAll().where('mailbox', '=', mailbox).executeTakeFirst()
  const consents = row
    ? await db.selectFrom('consents').selectAll().where('subscriber', '=', row.id).orderBy('id').execute()
    : []
  return {
    subscriber: row && readSubscriber(row),
    suppression: await suppressionOf(db, keyring, mailbox),
    consents: consents.map(readConsent),
  }
}

/** The same of the person of a number; nothing where there is none. */
export async function knownById(db: Db, keyring: Keyring, id: number): Promise<Known | undefined> {
  const row = await db.selectFrom('subscribers').select('mailbox').where('id', '=', id).executeTakeFirst()
  return row && knownPerson(db, keyring, row.mailbox)
}

async function suppressionOf(db: Db, keyring: Keyring, mailbox: string): Promise<Suppression | undefined> {
  const row = await db
    .selectFrom('suppressions')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .executeTakeFirst()
  if (row) return readSuppression(row)
  const hashes = forgottenHashes(keyring, mailbox)
  const forgotten = await db
    .selectFrom('forgotten')
    .select('at')
    .where('hash', 'in', hashes)
    .executeTakeFirst()
  return forgotten && readForgotten(forgotten)
}

/** What is known of those of some addresses of whom anything is, but for their consents, by their mailbox. */
export async function knownPeople(
  db: Db,
  keyring: Keyring,
  addresses: readonly string[],
): Promise<Map<string, Omit<Known, 'consents'>>> {
  const mailboxes = addresses.map(mailboxOf)
  const people = await db.selectFrom('subscribers').selectAll().where('mailbox', 'in', mailboxes).execute()
  const suppressions = await db
    .selectFrom('suppressions')
    .selectAll()
    .where('mailbox', 'in', mailboxes)
    .execute()
  const byHash = new Map(
    mailboxes.flatMap(mailbox => forgottenHashes(keyring, mailbox).map(hash => [hash, mailbox])),
  )
  const forgotten = await db
    .selectFrom('forgotten')
    .select(['hash', 'at'])
    .where('hash', 'in', [...byHash.keys()])
    .execute()
  const personOf = new Map(people.map(row => [row.mailbox, readSubscriber(row)]))
  const suppressionOf = new Map<string, Suppression>([
    ...forgotten.map(row => [byHash.get(row.hash) ?? '', readForgotten(row)] as const),
    ...suppressions.map(row => [row.mailbox, readSuppression(row)] as const),
  ])
  const known = [...new Set([...personOf.keys(), ...suppressionOf.keys()])]
  return new Map(
    known.map(mailbox => [
      mailbox,
      { subscriber: personOf.get(mailbox), suppression: suppressionOf.get(mailbox) },
    ]),
  )
}
