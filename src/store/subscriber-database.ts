import { sql } from 'kysely'
import { mailboxOf } from '../subscribers/address.ts'
import type { Keys } from '../subscribers/keyring.ts'
import type { Subscriber } from '../subscribers/subscriber.ts'
import type {
  ForgottenPerson,
  Known,
  Rule,
  SubscriberCounts,
  SubscriberFilter,
  SubscriberRecord,
  SubscriberStore,
} from '../subscribers/subscriber-store.ts'
import { changePerson } from './change-person.ts'
import { countSubscribers } from './count-subscribers.ts'
import type { Database } from './database.ts'
import { forgetPerson } from './forget-person.ts'
import { knownAmong, knownById, knownOf, recordsOf } from './known-people.ts'
import { matching, pagesOf } from './matching-people.ts'
import { usedKeys } from './used-keys.ts'

/** Addresses that one statement asks for. */
const mostAtOnce = 500

/** People in SQLite. */
export class SubscriberDatabase implements SubscriberStore {
  readonly #database: Database
  readonly #keys: Keys

  constructor(database: Database, keys: Keys) {
    this.#database = database
    this.#keys = keys
    // SQLite's own knows no letters but those of ASCII.
    database.sqlite.function('folded', { deterministic: true }, text => String(text).toLowerCase())
  }

  async newsletter(): Promise<string> {
    const { id } = await this.#database.tables.selectFrom('newsletter').select('id').executeTakeFirstOrThrow()
    return id
  }

  of(address: string): Promise<Known> {
    return knownOf(this.#database.tables, this.#keys.keyring, mailboxOf(address))
  }

  byId(id: number): Promise<Known | undefined> {
    return knownById(this.#database.tables, this.#keys.keyring, id)
  }

  change(address: string, rule: Rule): Promise<Subscriber | undefined> {
    return this.#database.write(async trx => {
      const known = await knownOf(trx, this.#keys.keyring, mailboxOf(address))
      return changePerson(trx, this.#keys.keyring, { address, known, rule })
    })
  }

  changeById(id: number, rule: Rule): Promise<Subscriber | undefined> {
    return this.#database.write(async trx => {
      const known = await knownById(trx, this.#keys.keyring, id)
      if (!known?.subscriber) return undefined
      return changePerson(trx, this.#keys.keyring, { address: known.subscriber.address, known, rule })
    })
  }

  async *list(filter: SubscriberFilter = {}): AsyncIterable<Subscriber> {
    for await (const page of pagesOf(this.#database.tables, filter)) yield* page
  }

  async *records(filter: SubscriberFilter = {}): AsyncIterable<SubscriberRecord> {
    const { tables } = this.#database
    for await (const page of pagesOf(tables, filter)) yield* await recordsOf(tables, page)
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
    for (let from = 0; from < addresses.length; from += mostAtOnce) {
      const some = addresses.slice(from, from + mostAtOnce)
      for (const [mailbox, known] of await knownAmong(this.#database.tables, this.#keys.keyring, some))
        found.set(mailbox, known)
    }
    return found
  }

  async forget(address: string, at: Date): Promise<ForgottenPerson> {
    const mailbox = mailboxOf(address)
    const forgotten = await this.#database.write(trx => forgetPerson(trx, mailbox, this.#keys.keyring, at))
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
    return used.filter(id => !this.#keys.keyring.some(key => key.id === id))
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
}
