import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql, type Transaction } from 'kysely'
import { mailboxOf } from '../subscribers/address.ts'
import { forgottenHashes } from '../subscribers/forgotten.ts'
import type { Keyring } from '../subscribers/keyring.ts'
import type { Status, Subscriber } from '../subscribers/subscriber.ts'
import type {
  Change,
  ForgottenPerson,
  Known,
  Rule,
  SubscriberCounts,
  SubscriberFilter,
  SubscriberRecord,
  SubscriberStore,
} from '../subscribers/subscriber-store.ts'
import { isSuppressed } from '../subscribers/suppression.ts'
import { countSubscribers } from './count-subscribers.ts'
import type { Database } from './database.ts'
import { forgetPerson } from './forget-person.ts'
import { knownById, knownPeople, knownPerson } from './known-people.ts'
import {
  readConsent,
  readSubscriber,
  readSuppression,
  writeConsent,
  writeProfile,
} from './subscriber-rows.ts'
import type { Tables } from './tables.ts'
import { usedKeys } from './used-keys.ts'

/** How many people are read at a time. */
const pageSize = 1000
/** Addresses that one statement asks for. */
const mostAtOnce = 500

/** People in SQLite. */
export class SubscriberDatabase implements SubscriberStore {
  readonly #database: Database
  readonly #keyring: Keyring

  constructor(database: Database, keyring: Keyring) {
    this.#database = database
    this.#keyring = keyring
    // SQLite's own knows no letters but those of ASCII.
    database.sqlite.function('folded', { deterministic: true }, text => String(text).toLowerCase())
  }

  async newsletter(): Promise<string> {
    const { id } = await this.#database.tables.selectFrom('newsletter').select('id').executeTakeFirstOrThrow()
    return id
  }

  of(address: string): Promise<Known> {
    return knownPerson(this.#database.tables, this.#keyring, mailboxOf(address))
  }

  byId(id: number): Promise<Known | undefined> {
    return knownById(this.#database.tables, this.#keyring, id)
  }

  change(address: string, rule: Rule): Promise<Subscriber | undefined> {
    return this.#database.write(async trx =>
      this.#apply(trx, address, await knownPerson(trx, this.#keyring, mailboxOf(address)), rule),
    )
  }

  changeById(id: number, rule: Rule): Promise<Subscriber | undefined> {
    return this.#database.write(async trx => {
      const known = await knownById(trx, this.#keyring, id)
      return known?.subscriber && this.#apply(trx, known.subscriber.address, known, rule)
    })
  }

  async *list(filter: SubscriberFilter = {}): AsyncIterable<Subscriber> {
    for await (const page of this.#pages(filter)) yield* page
  }

  async *records(filter: SubscriberFilter = {}): AsyncIterable<SubscriberRecord> {
    for await (const page of this.#pages(filter)) yield* await this.#recordsOf(page)
  }

  count(now: Date): Promise<SubscriberCounts> {
    return countSubscribers(this.#database.tables, now)
  }

  async countOf(filter: SubscriberFilter): Promise<number> {
    const { count } = await this.#database.tables
      .selectFrom('subscribers')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where(matching(filter))
      .executeTakeFirstOrThrow()
    return count
  }

  async tag(
    filter: SubscriberFilter,
    { add, remove }: { add: readonly string[]; remove: readonly string[] },
    now: Date,
  ): Promise<number> {
    const changed = sql<string>`(SELECT json_group_array(value) FROM (
      SELECT value FROM json_each(tags) UNION SELECT value FROM json_each(${JSON.stringify(add)})
      EXCEPT SELECT value FROM json_each(${JSON.stringify(remove)}) ORDER BY value))`
    const { numUpdatedRows } = await this.#database.write(trx =>
      trx
        .updateTable('subscribers')
        .set({ tags: changed, changed: now.toISOString() })
        .where(matching(filter))
        .where('tags', '!=', changed)
        .executeTakeFirst(),
    )
    return Number(numUpdatedRows)
  }

  async knownAmong(addresses: readonly string[]): Promise<ReadonlyMap<string, Omit<Known, 'consents'>>> {
    const found = new Map<string, Omit<Known, 'consents'>>()
    for (let from = 0; from < addresses.length; from += mostAtOnce)
      for (const [mailbox, known] of await knownPeople(
        this.#database.tables,
        this.#keyring,
        addresses.slice(from, from + mostAtOnce),
      ))
        found.set(mailbox, known)
    return found
  }

  async forget(address: string, at: Date): Promise<ForgottenPerson> {
    const mailbox = mailboxOf(address)
    const forgotten = await this.#database.write(trx => forgetPerson(trx, mailbox, this.#keyring, at))
    return { ...forgotten, isWiped: await this.#database.wipeLog() }
  }

  async forgottenByKey(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database.tables
      .selectFrom('forgotten')
      .select(['key', eb => eb.fn.countAll<number>().as('count')])
      .groupBy('key')
      .execute()
    return new Map(rows.map(({ key, count }) => [key, count]))
  }

  async lostKeys(): Promise<readonly string[]> {
    const used = await usedKeys(this.#database)
    return used.filter(id => !this.#keyring.some(key => key.id === id))
  }

  async giveUpKey(id: string): Promise<number> {
    return this.#database.write(async trx => {
      await trx.deleteFrom('keys').where('id', '=', id).execute()
      const { numDeletedRows } = await trx
        .deleteFrom('forgotten')
        .where('key', '=', id)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    })
  }

  async *#pages(filter: SubscriberFilter): AsyncIterable<Subscriber[]> {
    for (let last = 0; ; ) {
      const rows = await this.#database.tables
        .selectFrom('subscribers')
        .selectAll()
        .where('id', '>', last)
        .where(matching(filter))
        .orderBy('id')
        .limit(pageSize)
        .execute()
      yield rows.map(readSubscriber)
      if (rows.length < pageSize) return
      last = rows.at(-1)?.id ?? last
    }
  }

  async #recordsOf(people: readonly Subscriber[]): Promise<SubscriberRecord[]> {
    const { tables } = this.#database
    const ids = people.map(({ id }) => id)
    const consents = await tables
      .selectFrom('consents')
      .selectAll()
      .where('subscriber', 'in', ids)
      .orderBy('id')
      .execute()
    const suppressions = await tables
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

  async #apply(trx: Transaction<Tables>, address: string, known: Known, rule: Rule) {
    const change = rule(known)
    if (change === undefined) return known.subscriber
    const mailbox = mailboxOf(address)
    if (change.status === 'active') await this.#lift(trx, mailbox)
    const row = await this.#write(trx, address, known, change)
    const isNew = known.subscriber?.status !== change.status
    if (isNew && isSuppressed(change.status)) await suppress(trx, mailbox, change.status, change)
    await trx.insertInto('consents').values(writeConsent(row.id, change.consent)).execute()
    if (change.letter) {
      const at = change.consent.at.toISOString()
      const letter = { subscriber: row.id, kind: change.letter, at, not_before: at }
      await trx
        .insertInto('letters')
        .values({ ...letter, attempts: 0, status: 'queued' })
        .execute()
    }
    return readSubscriber(row)
  }

  async #lift(trx: Transaction<Tables>, mailbox: string): Promise<void> {
    await trx.deleteFrom('suppressions').where('mailbox', '=', mailbox).execute()
    await trx.deleteFrom('forgotten').where('hash', 'in', forgottenHashes(this.#keyring, mailbox)).execute()
  }

  #write(trx: Transaction<Tables>, address: string, { subscriber }: Known, change: Change) {
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
}

async function suppress(
  trx: Transaction<Tables>,
  mailbox: string,
  reason: Exclude<Status, 'pending' | 'active'>,
  { consent: { at, place } }: Change,
): Promise<void> {
  const row = { mailbox, reason, at: at.toISOString(), place }
  await trx.replaceInto('suppressions').values(row).execute()
}

/** The rows that a filter asks for. */
function matching({ status, tag, language, search, addresses }: SubscriberFilter) {
  return (
    eb: ExpressionBuilder<Tables, 'subscribers'>,
  ): ExpressionWrapper<Tables, 'subscribers', SqlBool> => {
    const wanted = [
      ...(status ? [eb('status', '=', status)] : []),
      ...(addresses ? [eb('mailbox', 'in', addresses.map(mailboxOf))] : []),
      ...(language ? [eb('language', '=', language)] : []),
      ...(tag ? [sql<SqlBool>`EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ${tag})`] : []),
      ...(search
        ? [
            sql<SqlBool>`(instr(folded(address), folded(${search})) > 0 OR instr(folded(name), folded(${search})) > 0)`,
          ]
        : []),
    ]
    return eb.and(wanted)
  }
}
