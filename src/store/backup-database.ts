import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, link, mkdir, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { codeOf, DatabaseError } from '../errors.ts'

/** What a backup holds. */
export interface Backup {
  path: string
  bytes: number
}

// In one step: a copy that is made in several begins anew whenever another program has written between two of them.
const allPages = 0x7fff_ffff

/**
 * Copies a database that is in use into one file, which stands there only when it is whole and was read through.
 * Throws a DatabaseError, also where a file stands there already.
 */
export async function backUpDatabase(source: string, path: string): Promise<Backup> {
  const aside = `${path}.${randomUUID().slice(0, 8)}.partial`
  if (existsSync(path))
    throw new DatabaseError(`"${path}" is there already, and a backup writes over nothing`, {
      wayOut: 'Name another file; without one, the time is its name.',
    })
  if (!existsSync(source)) throw new DatabaseError(`There is no database yet: "${source}"`)
  try {
    await mkdir(dirname(path), { recursive: true })
    const database = new DatabaseSync(source, { readOnly: true })
    try {
      await backup(database, aside, { rate: allPages })
    } finally {
      database.close()
    }
    await chmod(aside, 0o600)
    readThrough(aside)
    // A rename would write over a file that came meanwhile.
    await link(aside, path)
    await rm(aside)
    return { path, bytes: (await stat(path)).size }
  } catch (cause) {
    await rm(aside, { force: true })
    throw cause instanceof DatabaseError
      ? cause
      : new DatabaseError(`Cannot back up the database to "${path}" (${codeOf(cause)})`, { cause })
  }
}

// Into one file without a log beside it, which could get lost on the way to where backups are kept.
function readThrough(path: string): void {
  const copy = new DatabaseSync(path)
  try {
    copy.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL')
    const found = copy.prepare('PRAGMA integrity_check(1)').get()?.integrity_check
    if (found !== 'ok')
      throw new DatabaseError(`The copy of the database is damaged: ${found}`, {
        wayOut: 'The database itself may be: keep it, and take an older backup.',
      })
  } finally {
    copy.close()
  }
}
