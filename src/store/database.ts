import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, type Transaction } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { DatabaseError, DiskFullError } from '../errors.ts'
import { nodeSqliteDialect } from './kysely-connection.ts'
import * as deliveries from './migrations/001-deliveries.ts'
import * as subscribers from './migrations/002-subscribers.ts'
import * as dispatches from './migrations/003-dispatches.ts'
import type { Tables } from './tables.ts'

// Entries are added, never changed.
const migrations: Record<string, Migration> = {
  '001-deliveries': deliveries,
  '002-subscribers': subscribers,
  '003-dispatches': dispatches,
}

/** How long a program waits for another one that writes. */
const usualPatienceMs = 60_000
const pauseMs = 20
/** How long for another one that reads, before the log is left as it is. */
const logPatienceMs = 5000

/** What reads and writes: a transaction, or the connection outside of one. */
export type Db = Transaction<Tables> | Kysely<Tables>

/** The database of people and deliveries. */
export class Database {
  /** For what only reads; a write outside `write` fails while another program writes. */
  readonly tables: Kysely<Tables>
  /** The connection below it. */
  readonly sqlite: DatabaseSync
  readonly #patienceMs: number
  /** The write that was asked for last. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(sqlite: DatabaseSync, patienceMs = usualPatienceMs) {
    this.sqlite = sqlite
    this.#patienceMs = patienceMs
    this.tables = new Kysely<Tables>({ dialect: nodeSqliteDialect(sqlite) })
  }

  /**
   * Does all of some work or nothing of it. While another program writes, it waits for up to its patience without holding
   * up what only reads; then it throws a DatabaseError. A DiskFullError says that the disk takes nothing more.
   */
  async write<Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    const waiting = { asked: performance.now(), patienceMs: this.#patienceMs }
    // One after the other: each that asks SQLite for the right to write holds up what only reads.
    const write = this.#last.then(() => patiently(() => this.tables.transaction().execute(work), waiting))
    this.#last = write.catch(() => {})
    return write.catch((error: unknown) => {
      throw isFull(error) ? diskFull(error) : error
    })
  }

  /** Takes what was deleted out of the write-ahead log too; false where another program went on reading from it. */
  async wipeLog(): Promise<boolean> {
    for (let waited = 0; waited < logPatienceMs; waited += pauseMs) {
      const { busy } = this.sqlite.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {}
      if (busy === 0) return true
      await sleep(pauseMs)
    }
    return false
  }

  close(): void {
    if (this.sqlite.isOpen) this.sqlite.close()
  }
}

/**
 * Opens the database of people and deliveries, made and brought up to date as needed; every commit is on disk. Throws
 * a DatabaseError for one of a newer version. `patienceMs` is how long a write waits for another program's.
 */
export async function openDatabase(
  path: string,
  { patienceMs = usualPatienceMs }: { patienceMs?: number } = {},
): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true })
  if (isEmptied(path))
    throw new DatabaseError(`The database "${path}" is empty: the people and deliveries of it are gone`, {
      wayOut:
        'Put a copy that "masthead backup" made in its place; where nobody was in it yet, remove it, and a new one is made.',
    })
  // Addresses are nobody else's business; what SQLite puts beside the file has the same mode.
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
  const sqlite = new DatabaseSync(path)
  try {
    // Waiting is done by `write`, which lets the program go on meanwhile.
    sqlite.exec('PRAGMA busy_timeout = 1000')
    await patiently(async () => sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'))
    const database = new Database(sqlite, patienceMs)
    await bringUpToDate(database, path)
    // What is deleted is overwritten: a person who is forgotten must not be found in free pages.
    sqlite.exec('PRAGMA busy_timeout = 10; PRAGMA secure_delete = ON')
    return database
  } catch (error) {
    sqlite.close()
    throw error
  }
}

// One that another program is about to fill is younger, and what is not yet in the file is in the log beside it.
function isEmptied(path: string): boolean {
  const file = statSync(path, { throwIfNoEntry: false })
  return file?.size === 0 && Date.now() - file.mtimeMs > 60_000 && !existsSync(`${path}-wal`)
}

async function bringUpToDate({ tables }: Database, path: string): Promise<void> {
  const migrator = new Migrator({ db: tables, provider: { getMigrations: async () => migrations } })
  const { newer, isBehind } = await stateOf(tables)
  if (newer !== undefined)
    throw new DatabaseError(
      `The database "${path}" is of a newer Masthead: it has "${newer}", and this one knows up to "${Object.keys(migrations).at(-1)}"`,
      { wayOut: 'Use the newer one, or it may lose track of who has been sent what.' },
    )
  if (!isBehind) return
  await patiently(async () => {
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  })
}

async function stateOf(tables: Kysely<Tables>): Promise<{ newer?: string; isBehind: boolean }> {
  const known = await tables.introspection.getTables({ withInternalKyselyTables: true })
  if (!known.some(({ name }) => name === 'kysely_migration')) return { isBehind: true }
  const done = await tables
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  const newer = done.find(({ name }) => !(name in migrations))?.name
  return { ...(newer && { newer }), isBehind: done.length < Object.keys(migrations).length }
}

/** Does work again while another program writes; `asked` is when it began to wait. */
async function patiently<Result>(
  work: () => Promise<Result>,
  { asked, patienceMs } = { asked: performance.now(), patienceMs: usualPatienceMs },
): Promise<Result> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (performance.now() - asked >= patienceMs)
        throw new DatabaseError(
          `Another program has been writing to the database for more than ${patienceMs / 1000} s`,
          {
            wayOut:
              'Wait for it, or end it, and try again; what this program was about to write is not written.',
            cause: error,
          },
        )
      await sleep(pauseMs)
    }
  }
}

/** What SQLite says, without its kind: the lowest byte of its code. */
const codeOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0

const isBusy = (error: unknown): boolean => codeOf(error) === 5
// SQLITE_FULL; a disk without room for its shared memory is an SQLITE_IOERR.
const isFull = (error: unknown): boolean => codeOf(error) === 13 || codeOf(error) === 10

const diskFull = (cause: unknown): DiskFullError =>
  new DiskFullError(`The disk takes nothing more: ${(cause as Error).message}`, {
    wayOut: 'Make room on the disk, and try again.',
    cause,
  })
