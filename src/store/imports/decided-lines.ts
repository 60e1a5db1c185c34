import { sql } from 'kysely'
import {
  type ImportPlan,
  mostListed,
  type Outcome,
  outcomes,
  type PlannedLine,
} from '../../subscribers/lists/import-plan.ts'
import type { Db } from '../database.ts'

/** What was decided of an import, slice by slice. */
export class DecidedLines {
  readonly #db: Db
  readonly #isAsking: boolean
  readonly #counts = ofEach(() => 0)
  readonly #lines = ofEach((): PlannedLine[] => [])
  #letters = 0

  constructor(db: Db, isAsking: boolean) {
    this.#db = db
    this.#isAsking = isAsking
  }

  /** Takes what the decisions of a slice are. */
  async take(): Promise<void> {
    const { rows } = await sql<{ outcome: Outcome; count: number; pending: number }>`
      SELECT outcome, count(*) AS count, sum(status = 'pending') AS pending
      FROM temp.decisions GROUP BY outcome`.execute(this.#db)
    for (const { outcome, count, pending } of rows) {
      this.#counts[outcome] += count
      if (this.#isAsking && outcome === 'added') this.#letters += pending
      const room = mostListed - this.#lines[outcome].length
      if (room > 0) this.#lines[outcome].push(...(await this.#linesOf(outcome, room)))
    }
  }

  /** The whole of it; refused are also the lines whose mailbox stands in another line. */
  async plan(): Promise<ImportPlan> {
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM temp.doubles`.execute(
      this.#db,
    )
    const counts = { ...this.#counts, refused: this.#counts.refused + (rows[0]?.count ?? 0) }
    const lines = { ...this.#lines, refused: [...this.#lines.refused, ...(await this.#doubles())] }
    return { counts, lines, letters: this.#letters }
  }

  async #linesOf(outcome: Outcome, most: number): Promise<PlannedLine[]> {
    const { rows } = await sql<PlannedLine>`
      SELECT f.path AS file, a.line, a.address, d.reason
      FROM temp.decisions AS d JOIN temp.arrivals AS a ON a.at = d.at JOIN temp.import_files AS f ON f.id = a.file
      WHERE d.outcome = ${outcome} ORDER BY d.at LIMIT ${most}`.execute(this.#db)
    return rows.map(row => ({ ...row }))
  }

  async #doubles(): Promise<PlannedLine[]> {
    const { rows } = await sql<PlannedLine>`
      SELECT f.path AS file, a.line, a.address,
        'the same address as in ' || other.path || ':' || stronger.line AS reason
      FROM temp.doubles AS d
      JOIN temp.arrivals AS a ON a.at = d.at JOIN temp.import_files AS f ON f.id = a.file
      JOIN temp.arrivals AS stronger ON stronger.at = d.stronger
      JOIN temp.import_files AS other ON other.id = stronger.file
      ORDER BY d.at LIMIT ${mostListed}`.execute(this.#db)
    return rows.map(row => ({ ...row }))
  }
}

const ofEach = <Value>(make: () => Value): Record<Outcome, Value> =>
  Object.fromEntries(outcomes.map(outcome => [outcome, make()])) as Record<Outcome, Value>
