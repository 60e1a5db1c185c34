import { type Kysely, sql } from 'kysely'

const statuses = sql.raw("'queued', 'claimed', 'sent', 'deferred', 'failed', 'uncertain', 'cancelled'")

const tables = [
  sql`CREATE TABLE dispatches (
    issue TEXT PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('sending', 'paused', 'cancelled', 'done')),
    mail TEXT NOT NULL,
    hash TEXT NOT NULL,
    confirmed TEXT NOT NULL,
    begins TEXT NOT NULL,
    changed TEXT NOT NULL,
    reason TEXT
  ) STRICT`,
  sql`CREATE TABLE approvals (
    issue TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  sql`CREATE TABLE paces (
    scope TEXT PRIMARY KEY,
    pace TEXT NOT NULL CHECK (json_valid(pace))
  ) STRICT, WITHOUT ROWID`,
  // A row has a time before which it is not sent exactly while it waits.
  sql`CREATE TABLE kept_deliveries (
    id INTEGER PRIMARY KEY,
    issue TEXT NOT NULL,
    address TEXT NOT NULL,
    subscriber INTEGER,
    person TEXT CHECK (person IS NULL OR json_valid(person)),
    provider TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN (${statuses})),
    attempts INTEGER NOT NULL,
    first_try TEXT,
    not_before TEXT CHECK ((not_before IS NOT NULL) = (status IN ('queued', 'deferred'))),
    account TEXT,
    at TEXT NOT NULL,
    reply TEXT,
    UNIQUE (issue, address)
  ) STRICT`,
]

// Of what an older version sent nothing is kept that could be sent again: who failed is planned anew.
const move = sql`INSERT INTO kept_deliveries (issue, address, provider, status, attempts, first_try, at, reply)
  SELECT issue, address, 'others',
    CASE status WHEN 'claimed' THEN 'uncertain' WHEN 'failed' THEN 'cancelled' ELSE status END,
    1, at, at, reply
  FROM deliveries ORDER BY rowid`

// What an older version sent stands among what was sent; its mail was not kept.
const note = sql`INSERT INTO dispatches (issue, status, mail, hash, confirmed, begins, changed)
  SELECT issue, 'done', '', '', min(at), min(at), max(at) FROM deliveries GROUP BY issue`

const replace = [
  sql`DROP TABLE deliveries`,
  sql`ALTER TABLE kept_deliveries RENAME TO deliveries`,
  sql`CREATE INDEX deliveries_waiting ON deliveries (issue, provider, not_before) WHERE not_before IS NOT NULL`,
  sql`CREATE INDEX deliveries_tried ON deliveries (issue, provider, not_before)
    WHERE first_try IS NOT NULL AND not_before IS NOT NULL`,
  sql`CREATE INDEX deliveries_claimed ON deliveries (issue) WHERE status = 'claimed'`,
]

/** Issues on their way, what was approved, how fast mail goes, and a ledger that knows who waits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, note, move, ...replace]) await statement.execute(db)
}
