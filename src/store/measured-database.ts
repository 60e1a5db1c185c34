import type { DispatchStatus } from '../deliveries/dispatch.ts'
import type { Pace } from '../deliveries/pacing/pace.ts'
import { statuses } from '../subscribers/subscriber.ts'
import { countByStatus } from './count-by-status.ts'
import type { Database } from './database.ts'
import { readCounts } from './dispatches/delivery-rows.ts'

/** Where the deliveries of an issue lie, since it was confirmed. */
interface Place {
  confirmed: string
  first: number
  last: number
}

/** What is counted in the database for metrics, without holding up what else is done with it. */
export class MeasuredDatabase {
  readonly #database: Database
  readonly #places = new Map<string, Place>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Every issue that was ever confirmed, the newest first. */
  dispatches(): Promise<{ issue: string; status: DispatchStatus; confirmed: string }[]> {
    return this.#database.tables
      .selectFrom('dispatches')
      .select(['issue', 'status', 'confirmed'])
      .orderBy('confirmed', 'desc')
      .execute()
  }

  /** How many deliveries of an issue have each status. */
  async deliveriesOf(issue: string, confirmed: string): Promise<Record<string, number>> {
    const { first, last } = await this.#placeOf(issue, confirmed)
    const counts = await countByStatus(this.#database.tables, { table: 'deliveries', first, last, issue })
    return { ...readCounts([]), ...counts }
  }

  /** How many people have each status. */
  async subscribers(): Promise<Record<string, number>> {
    const db = this.#database.tables
    const { last } = await db
      .selectFrom('subscribers')
      .select(eb => eb.fn.max('id').as('last'))
      .executeTakeFirstOrThrow()
    const counts = await countByStatus(db, { table: 'subscribers', first: 1, last: last ?? 0 })
    return { ...Object.fromEntries(statuses.map(status => [status, 0])), ...counts }
  }

  /** How fast accounts and providers were written to lately, by their scope. */
  async paces(): Promise<Map<string, Pace>> {
    const rows = await this.#database.tables.selectFrom('paces').selectAll().execute()
    return new Map(rows.map(({ scope, pace }) => [scope, JSON.parse(pace)]))
  }

  // Nothing is added to an issue but when it is confirmed.
  async #placeOf(issue: string, confirmed: string): Promise<Place> {
    const known = this.#places.get(issue)
    if (known?.confirmed === confirmed) return known
    const { first, last } = await this.#database.tables
      .selectFrom('deliveries')
      .select(eb => [eb.fn.min('id').as('first'), eb.fn.max('id').as('last')])
      .where('issue', '=', issue)
      .executeTakeFirstOrThrow()
    const place = { confirmed, first: first ?? 1, last: last ?? 0 }
    this.#places.set(issue, place)
    return place
  }
}
