import { type Kysely, sql } from 'kysely'

/** One row for each issue and mailbox. Databases from before migrations were counted have the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS deliveries (
    issue TEXT NOT NULL,
    address TEXT NOT NULL COLLATE NOCASE,
    status TEXT NOT NULL CHECK (status IN ('claimed', 'sent', 'failed', 'uncertain')),
    at TEXT NOT NULL,
    reply TEXT,
    PRIMARY KEY (issue, address)
  ) STRICT`.execute(db)
}
