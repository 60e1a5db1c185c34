import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DeliveryError } from '../errors.ts'

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

/** Opens the database of people and deliveries, made and brought up to date as needed; every commit is on disk. Throws a DeliveryError for one of a newer version. */
export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path)
  // A person was handed a message: what became of it has to wait for whoever holds the database.
  database.exec('PRAGMA busy_timeout = 60000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec('BEGIN IMMEDIATE')
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version > migrations.length) throw fromTheFuture(database, path, version)
  for (const migration of migrations.slice(version)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
  return database
}

function fromTheFuture(database: DatabaseSync, path: string, version: number): DeliveryError {
  database.close()
  return new DeliveryError(
    `The database "${path}" is of a newer Masthead: it has version ${version}, and this one knows ${migrations.length}`,
    { wayOut: 'Use the newer one, or it may lose track of who has been sent what.' },
  )
}
