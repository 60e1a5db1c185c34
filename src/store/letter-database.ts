import type { LetterCounts, LetterQueue, QueuedLetter } from '../subscribers/letter-queue.ts'
import { countLetters } from './count-letters.ts'
import type { Database } from './database.ts'
import { readSubscriber } from './subscriber-rows.ts'

/** Letters in SQLite. */
export class LetterDatabase implements LetterQueue {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  take(most: number, now: Date, until: Date): Promise<QueuedLetter[]> {
    return this.#database.write(async trx => {
      const letters = await trx
        .selectFrom('letters')
        .selectAll()
        .where('status', '=', 'queued')
        .where('not_before', '<=', now.toISOString())
        .orderBy('not_before')
        .orderBy('id')
        .limit(most)
        .execute()
      const ids = letters.map(({ id }) => id)
      await trx
        .updateTable('letters')
        .set(eb => ({ not_before: until.toISOString(), attempts: eb('attempts', '+', 1) }))
        .where('id', 'in', ids)
        .execute()
      const people = await trx
        .selectFrom('subscribers')
        .selectAll()
        .where(
          'id',
          'in',
          letters.map(({ subscriber }) => subscriber),
        )
        .execute()
      const byId = new Map(people.map(row => [row.id, readSubscriber(row)]))
      return letters.flatMap(({ id, kind, at, attempts, subscriber: who }) => {
        const subscriber = byId.get(who)
        return subscriber ? [{ id, kind, subscriber, at: new Date(at), attempts }] : []
      })
    })
  }

  async done(id: number): Promise<void> {
    await this.#database.write(trx => trx.deleteFrom('letters').where('id', '=', id).execute())
  }

  async failed(id: number, reply: string, again: Date | undefined): Promise<void> {
    const outcome = again ? { not_before: again.toISOString() } : { status: 'failed' as const }
    await this.#database.write(trx =>
      trx
        .updateTable('letters')
        .set({ ...outcome, reply })
        .where('id', '=', id)
        .execute(),
    )
  }

  async putBack(id: number, why: string, until: Date): Promise<void> {
    await this.#database.write(trx =>
      trx
        .updateTable('letters')
        .set(eb => ({ not_before: until.toISOString(), attempts: eb('attempts', '-', 1), reply: why }))
        .where('id', '=', id)
        .execute(),
    )
  }

  count(): Promise<LetterCounts> {
    return countLetters(this.#database.tables)
  }
}
