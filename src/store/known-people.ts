import { mailboxOf } from '../subscribers/address.ts'
import { forgottenHashes } from '../subscribers/forgotten.ts'
import type { Keyring } from '../subscribers/keyring.ts'
import type { Subscriber } from '../subscribers/subscriber.ts'
import type { Known, SubscriberRecord } from '../subscribers/subscriber-store.ts'
import type { Suppression } from '../subscribers/suppression.ts'
import type { Db } from './database.ts'
import { readConsent, readForgotten, readSubscriber, readSuppression } from './subscriber-rows.ts'

/** All that is known of a mailbox. */
export async function knownOf(db: Db, keyring: Keyring, mailbox: string): Promise<Known> {
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
  return row && knownOf(db, keyring, row.mailbox)
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

/** People with all that is on record of them. */
export async function recordsOf(db: Db, people: readonly Subscriber[]): Promise<SubscriberRecord[]> {
  const ids = people.map(({ id }) => id)
  const consents = await db
    .selectFrom('consents')
    .selectAll()
    .where('subscriber', 'in', ids)
    .orderBy('id')
    .execute()
  const suppressions = await db
    .selectFrom('suppressions')
    .selectAll()
    .where(
      'mailbox',
      'in',
      people.map(({ address }) => mailboxOf(address)),
    )
    .execute()
  const consentsOf = Map.groupBy(consents, ({ subscriber }) => subscriber)
  const suppressionOf = new Map(suppressions.map(row => [row.mailbox, readSuppression(row)]))
  return people.map(subscriber => ({
    subscriber,
    suppression: suppressionOf.get(mailboxOf(subscriber.address)),
    consents: (consentsOf.get(subscriber.id) ?? []).map(readConsent),
  }))
}

/** What is known of those of some addresses of whom anything is, but for their consents, by their mailbox. */
export async function knownAmong(
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
