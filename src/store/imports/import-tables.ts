import { type Kysely, sql } from 'kysely'
import { suppressedStatuses } from '../../subscribers/suppression.ts'
import type { Tables } from '../tables.ts'

/** The statuses of those who have left, as a list in SQL. */
export const left = sql`(${sql.join(suppressedStatuses.map(status => sql.lit(status)))})`

// They belong to one connection, and are gone with it.
const tables = [
  sql`CREATE TEMP TABLE import_files (id INTEGER PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL) STRICT`,
  sql`CREATE TEMP TABLE arrivals (
    at INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    line INTEGER NOT NULL,
    mailbox TEXT NOT NULL,
    strength INTEGER NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT,
    timezone TEXT,
    tags TEXT NOT NULL,
    attributes TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT,
    left_at TEXT,
    paused_until TEXT,
    details TEXT NOT NULL,
    consents TEXT NOT NULL
  ) STRICT`,
  sql`CREATE TEMP TABLE doubles (at INTEGER PRIMARY KEY, stronger INTEGER NOT NULL) STRICT`,
  sql`CREATE TEMP TABLE held_back (mailbox TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
  sql`CREATE TEMP TABLE forgotten_arrivals (mailbox TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`,
  sql`CREATE TEMP TABLE decisions (
    at INTEGER PRIMARY KEY,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    subscriber INTEGER,
    status TEXT,
    name TEXT,
    language TEXT,
    timezone TEXT,
    tags TEXT,
    attributes TEXT
  ) STRICT`,
]

const names = ['import_files', 'arrivals', 'doubles', 'held_back', 'forgotten_arrivals', 'decisions']

/** Makes the tables of an import beside the database; what another import left in them is gone. */
export async function makeImportTables(db: Kysely<Tables>): Promise<void> {
  await dropImportTables(db)
  // In KiB: addresses come in any order, and each is looked up.
  await sql`PRAGMA main.cache_size = -32768`.execute(db)
  for (const table of tables) await table.execute(db)
}

/** Removes the tables of an import. */
export async function dropImportTables(db: Kysely<Tables>): Promise<void> {
  for (const name of names) await sql`DROP TABLE IF EXISTS ${sql.ref(`temp.${name}`)}`.execute(db)
}
