import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What a program holds as long as it sends an issue; the system takes it from one that dies. */
export interface SendingLock {
  release(): void
}

/**
 * Takes the right to send an issue for this program alone; nothing where another one has it. It is SQLite's lock of a
 * file, which works on every system and ends with the program, however it ends.
 */
export function takeSendingLock(path: string): SendingLock | undefined {
  mkdirSync(dirname(path), { recursive: true })
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return { release: () => file.close() }
  } catch (error) {
    file.close()
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5) return undefined
    throw error
  }
}
