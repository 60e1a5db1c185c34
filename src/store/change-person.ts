import type { Transaction } from 'kysely'
import { mailboxOf } from '../subscribers/address.ts'
import { forgottenHashes } from '../subscribers/forgotten.ts'
import type { Keyring } from '../subscribers/keyring.ts'
import type { LetterKind } from '../subscribers/letter-queue.ts'
import type { Subscriber } from '../subscribers/subscriber.ts'
import type { Change, Known, Rule } from '../subscribers/subscriber-store.ts'
import { isSuppressed, type SuppressedStatus } from '../subscribers/suppression.ts'
import { readSubscriber, writeConsent, writeProfile } from './subscriber-rows.ts'
import type { Tables } from './tables.ts'

/** What a rule is asked about. */
interface Asked {
  address: string
  known: Known
  rule: Rule
}

/** Does what a rule says of an address, the record of consent and the letter with it; tells the person as they are now. */
export async function changePerson(
  trx: Transaction<Tables>,
  keyring: Keyring,
  { address, known, rule }: Asked,
): Promise<Subscriber | undefined> {
  const change = rule(known)
  if (change === undefined) return known.subscriber
  const mailbox = mailboxOf(address)
  if (change.status === 'active') await lift(trx, keyring, mailbox)
  const row = await write(trx, address, known, change)
  const isNew = known.subscriber?.status !== change.status
  if (isNew && isSuppressed(change.status)) await suppress(trx, mailbox, change.status, change)
  await trx.insertInto('consents').values(writeConsent(row.id, change.consent)).execute()
  if (change.letter) await queueLetter(trx, row.id, change.letter, change.consent.at)
  return readSubscriber(row)
}

async function lift(trx: Transaction<Tables>, keyring: Keyring, mailbox: string): Promise<void> {
  await trx.deleteFrom('suppressions').where('mailbox', '=', mailbox).execute()
  await trx.deleteFrom('forgotten').where('hash', 'in', forgottenHashes(keyring, mailbox)).execute()
}

function write(trx: Transaction<Tables>, address: string, { subscriber }: Known, change: Change) {
  const { status, profile = {}, pausedUntil, consent } = change
  const at = consent.at.toISOString()
  const pause = pausedUntil !== undefined && { paused_until: pausedUntil?.toISOString() ?? null }
  if (subscriber)
    return trx
      .updateTable('subscribers')
      .set({ ...writeProfile(profile), ...pause, status, changed: at })
      .where('id', '=', subscriber.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  const nothingKnown = { name: '', language: null, timezone: null, tags: '[]', attributes: '{}' }
  const made = { mailbox: mailboxOf(address), address, status, since: at, changed: at }
  return trx
    .insertInto('subscribers')
    .values({ ...nothingKnown, ...made, ...writeProfile(profile), ...pause })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function suppress(
  trx: Transaction<Tables>,
  mailbox: string,
  reason: SuppressedStatus,
  { consent: { at, place } }: Change,
): Promise<void> {
  const row = { mailbox, reason, at: at.toISOString(), place }
  await trx.replaceInto('suppressions').values(row).execute()
}

async function queueLetter(
  trx: Transaction<Tables>,
  subscriber: number,
  kind: LetterKind,
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  const letter = { subscriber, kind, at, not_before: at, attempts: 0, status: 'queued' as const }
  await trx.insertInto('letters').values(letter).execute()
}
