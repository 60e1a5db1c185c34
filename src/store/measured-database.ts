import type { DeliveryCounts } from '../deliveries/delivery.ts'
import type { DispatchStatus } from '../deliveries/dispatch.ts'
import type { Pace } from '../deliveries/pacing/pace.ts'
import { statuses } from '../subscribers/subscriber.ts'
import { countByStatus, type Rows, rowsOfIssue } from './count-by-status.ts'
import type { Database } from './database.ts'
import { readCounts } from './dispatches/delivery-rows.ts'

/** What is counted in the database for metrics, without holding up what else is done with it. */
export class MeasuredDatabase {
  readonly #database: Database
  /** Looking for them takes a tenth of a second where they are a million. */
  readonly #known = new Map<string, { confirmed: string; rows: Rows }>()

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
  async deliveriesOf(issue: string, confirmed: string): Promise<DeliveryCounts> {
    return readCounts(await countByStatus(this.#database.tables, await this.#rowsOf(issue, confirmed)))
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

  async #rowsOf(issue: string, confirmed: string): Promise<Rows> {
    const known = this.#known.get(issue)
    if (known?.confirmed === confirmed) return known.rows
    const rows = await rowsOfIssue(this.#database.tables, issue)
    this.#known.set(issue, { confirmed, rows })
    return rows
  }
}
