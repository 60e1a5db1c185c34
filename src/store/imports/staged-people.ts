import { CompiledQuery, sql } from 'kysely'
import type { Keyring } from '../../subscribers/keyring.ts'
import type { ImportPlan } from '../../subscribers/lists/import-plan.ts'
import type { ImportOrder, OnProgress, Staging } from '../../subscribers/lists/import-store.ts'
import type { List } from '../../subscribers/lists/list-file.ts'
import type { Listed } from '../../subscribers/lists/list-reading.ts'
import type { Database, Db } from '../database.ts'
import { arrivalColumns, arrivalRow } from './arrival-rows.ts'
import { decide } from './decide-arrivals.ts'
import { DecidedLines } from './decided-lines.ts'
import { findForgotten } from './forgotten-arrivals.ts'
import { dropImportTables } from './import-tables.ts'
import { writeDecisions } from './write-decisions.ts'

/** People of one statement. */
const batchSize = 100
/** In characters; longer histories are written at once, since a hundred of them would fill the memory. */
const longHistory = 1 << 16
/** People who are decided on at once. */
const sliceSize = 50_000

/** People of an import in temporary tables of one connection. */
export class StagedPeople implements Staging {
  readonly #database: Database
  readonly #keyring: Keyring
  readonly #files: string[] = []
  #isSettled = false
  #waiting: (string | number | null)[][] = []

  constructor(database: Database, keyring: Keyring) {
    this.#database = database
    this.#keyring = keyring
  }

  async add({ path, name }: Pick<List, 'path' | 'name'>, people: readonly Listed[]): Promise<void> {
    const { tables } = this.#database
    this.#isSettled = false
    if (!this.#files.includes(path)) {
      const id = this.#files.push(path)
      await sql`INSERT INTO temp.import_files (id, path, name) VALUES (${id}, ${path}, ${name})`.execute(
        tables,
      )
    }
    const file = this.#files.indexOf(path) + 1
    for (const listed of people) {
      const row = arrivalRow(file, listed)
      this.#waiting.push(row)
      const isLong = String(row.at(-1)).length > longHistory
      if (isLong || this.#waiting.length === batchSize) await this.#flush()
    }
  }

  async holdBack(mailboxes: readonly string[]): Promise<void> {
    if (mailboxes.length === 0) return
    await sql`INSERT OR IGNORE INTO temp.held_back SELECT value FROM json_each(${JSON.stringify(mailboxes)})`.execute(
      this.#database.tables,
    )
  }

  async plan(order: ImportOrder, onProgress?: OnProgress): Promise<ImportPlan> {
    await this.#settle()
    return this.#carryOut(this.#database.tables, order, async () => {}, onProgress)
  }

  async apply(order: ImportOrder, onProgress?: OnProgress): Promise<ImportPlan> {
    await this.#settle()
    return this.#database.write(trx =>
      this.#carryOut(trx, order, () => writeDecisions(trx, order), onProgress),
    )
  }

  async close(): Promise<void> {
    await dropImportTables(this.#database.tables)
  }

  async #flush(): Promise<void> {
    const rows = this.#waiting
    this.#waiting = []
    if (rows.length === 0) return
    const marks = `(${arrivalColumns.map(() => '?').join(', ')})`
    const statement = `INSERT INTO temp.arrivals (${arrivalColumns.join(', ')}) VALUES ${rows.map(() => marks).join(', ')}`
    await this.#database.tables.executeQuery(CompiledQuery.raw(statement, rows.flat()))
  }

  // Of the same mailbox twice, the strongest stays, and of equally strong ones the first.
  async #settle(): Promise<void> {
    const { tables } = this.#database
    if (this.#isSettled) return
    await this.#flush()
    await sql`DELETE FROM temp.doubles`.execute(tables)
    await sql`CREATE INDEX temp.arrivals_by_mailbox ON arrivals (mailbox, strength DESC, at)`.execute(tables)
    await sql`INSERT INTO temp.doubles (at, stronger) SELECT at, stronger FROM (
      SELECT at, first_value(at) OVER (PARTITION BY mailbox ORDER BY strength DESC, at) AS stronger
      FROM temp.arrivals) WHERE at <> stronger`.execute(tables)
    await sql`DROP INDEX temp.arrivals_by_mailbox`.execute(tables)
    this.#isSettled = true
  }

  async #carryOut(
    db: Db,
    order: ImportOrder,
    act: () => Promise<void>,
    onProgress: OnProgress = () => {},
  ): Promise<ImportPlan> {
    await findForgotten(db, this.#database, this.#keyring)
    const { last, numbersFrom } = await this.#numbers(db)
    const lines = new DecidedLines(db, order.isAsking)
    for (let from = 1; from <= last; from += sliceSize) {
      const to = Math.min(from + sliceSize - 1, last)
      await decide(db, { from, to }, order, numbersFrom)
      await act()
      await lines.take()
      onProgress(to, last)
    }
    return lines.plan()
  }

  async #numbers(db: Db): Promise<{ last: number; numbersFrom: number }> {
    const { rows } = await sql<{ last: number; numbersFrom: number }>`
      SELECT (SELECT coalesce(max(at), 0) FROM temp.arrivals) AS last,
        coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'subscribers'), 0) AS "numbersFrom"`.execute(
      db,
    )
    return rows[0] ?? { last: 0, numbersFrom: 0 }
  }
}
