import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

// Each entry takes the database from one version to the next; entries are added, never changed.
const migrations = [
  `CREATE TABLE deliveries (
    issue TEXT NOT NULL,
    address TEXT NOT NULL COLLATE NOCASE,
    status TEXT NOT NULL CHECK (status IN ('claimed', 'sent', 'failed', 'uncertain')),
    at TEXT NOT NULL,
    reply TEXT,
    PRIMARY KEY (issue, address)
  ) STRICT`,
]

/** Opens the database of people and deliveries, made and brought up to date as needed; every commit is on disk. */
export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path)
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec('BEGIN IMMEDIATE')
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  for (const migration of migrations.slice(version)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
  return database
}
