import type { DatabaseSync } from 'node:sqlite'
import type { Delivery } from '../deliveries/delivery.ts'
import type { Ledger } from '../deliveries/ledger.ts'
import { mailboxOf } from '../subscribers/address.ts'
import type { Database } from './database.ts'

/** The ledger of deliveries in SQLite: one row for each issue and mailbox. */
export class SqliteLedger implements Ledger {
  readonly #database: DatabaseSync

  constructor({ sqlite }: Database) {
    this.#database = sqlite
    // A person was handed a message: what became of it has to wait for whoever holds the database.
    sqlite.exec('PRAGMA busy_timeout = 60000')
  }

  deliveriesOf(issue: string): Delivery[] {
    const rows = this.#database
      .prepare('SELECT address, status, at, reply FROM deliveries WHERE issue = ?')
      .all(issue)
    return rows.map(({ address, status, at, reply }) => ({
      address: String(address),
      status: status as Delivery['status'],
      at: new Date(String(at)),
      ...(reply !== null && { reply: String(reply) }),
    }))
  }

  claim(issue: string, address: string, at: Date): boolean {
    const claimed = this.#database
      .prepare(
        `INSERT INTO deliveries (issue, address, status, at) VALUES (?, ?, 'claimed', ?)
         ON CONFLICT (issue, address) DO UPDATE SET status = 'claimed', at = excluded.at, reply = NULL
         WHERE status = 'failed'`,
      )
      .run(issue, mailboxOf(address), at.toISOString())
    return claimed.changes === 1
  }

  settle(issue: string, { address, status, at, reply }: Delivery): void {
    this.#database
      .prepare('UPDATE deliveries SET status = ?, at = ?, reply = ? WHERE issue = ? AND address = ?')
      .run(status, at.toISOString(), reply ?? null, issue, mailboxOf(address))
  }
}
