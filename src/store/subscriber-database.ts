import { sql } from 'kysely'
import { mailboxOf } from '../subscribers/address.ts'
import type { Keyring } from '../subscribers/keyring.ts'
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
import type { Suppression } from '../subscribers/suppression.ts'
import { changePerson } from './change-person.ts'
import { countSubscribers } from './count-subscribers.ts'
import type { Database } from './database.ts'
import { forgetPerson } from './forget-person.ts'
import { knownById, knownOf, recordsOf, suppressionOf } from './known-people.ts'
import { matching, pagesOf } from './matching-people.ts'

/** People in SQLite. */
export class SubscriberDatabase implements SubscriberStore {
  readonly #database: Database
  readonly #keyring: Keyring

  constructor(database: Database, keyring: Keyring) {
    this.#database = database
    this.#keyring = keyring
  }

  async newsletter(): Promise<string> {
    const { id } = await this.#database.tables.selectFrom('newsletter').select('id').executeTakeFirstOrThrow()
    return id
  }

  of(address: string): Promise<Known> {
    return knownOf(this.#database.tables, this.#keyring, mailboxOf(address))
  }

  byId(id: number): Promise<Known | undefined> {
    return knownById(this.#database.tables, this.#keyring, id)
  }

  change(address: string, rule: Rule): Promise<Subscriber | undefined> {
    return this.#database.write(async trx => {
      const known = await knownOf(trx, this.#keyring, mailboxOf(address))
      return changePerson(trx, this.#keyring, { address, known, rule })
    })
  }

  changeById(id: number, rule: Rule): Promise<Subscriber | undefined> {
    return this.#database.write(async trx => {
      const known = await knownById(trx, this.#keyring, id)
      if (!known?.subscriber) return undefined
      return changePerson(trx, this.#keyring, { address: known.subscriber.address, known, rule })
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

  async suppressionsAmong(addresses: readonly string[]): Promise<ReadonlyMap<string, Suppression>> {
    const found = new Map<string, Suppression>()
    for (const address of addresses) {
      const mailbox = mailboxOf(address)
      const suppression = await suppressionOf(this.#database.tables, this.#keyring, mailbox)
      if (suppression) found.set(mailbox, suppression)
    }
    return found
  }

  async forget(address: string, at: Date): Promise<ForgottenPerson> {
    const mailbox = mailboxOf(address)
    const forgotten = await this.#database.write(trx => forgetPerson(trx, mailbox, this.#keyring, at))
    this.#database.wipeLog()
    return forgotten
  }

  async forgottenByKey(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database.tables
      .selectFrom('forgotten')
      .select(['key', eb => eb.fn.countAll<number>().as('count')])
      .groupBy('key')
      .execute()
    return new Map(rows.map(({ key, count }) => [key, count]))
  }

  async giveUpForgotten(keyId: string): Promise<number> {
    const { numDeletedRows } = await this.#database.write(trx =>
      trx.deleteFrom('forgotten').where('key', '=', keyId).executeTakeFirstOrThrow(),
    )
    return Number(numDeletedRows)
  }
}
