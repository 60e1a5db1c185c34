import { readdir, stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { DatabaseError } from '../../src/errors.ts'
import { backUpDatabase } from '../../src/store/backup-database.ts'
import { openDatabase } from '../../src/store/database.ts'
import { aWorkspace } from '../a-workspace.ts'
import { added, aSubscriberStore } from './a-subscriber-store.ts'

describe('backUpDatabase', () => {
  it('copies a database that is being written, whole and in one file', async () => {
    const { path, directory } = await aWorkspace()
    const { store } = await aSubscriberStore(path('masthead.db'))
    const people = Array.from({ length: 300 }, (_, at) => `${at}@example.org`)
    for (const address of people.slice(0, 100)) await store.change(address, added({ name: 'x'.repeat(2000) }))
    const writing = (async () => {
      for (const address of people.slice(100)) await store.change(address, added())
    })()
    await backUpDatabase(path('masthead.db'), path('copies/one.db'))
    await writing
    expect(await readdir(`${directory}/copies`)).toEqual(['one.db'])
    expect((await stat(path('copies/one.db'))).mode & 0o777).toBe(0o600)
    const { tables } = await openDatabase(path('copies/one.db'))
    const copied = await tables.selectFrom('subscribers').select('id').execute()
    const consents = await tables.selectFrom('consents').select('id').execute()
    expect(copied.length).toBeGreaterThanOrEqual(100)
    expect(consents).toHaveLength(copied.length)
  })

  it('writes over nothing, and leaves nothing behind when it fails', async () => {
    const broken = 'not a database, but long enough to be one'.repeat(99)
    const { path, directory, read } = await aWorkspace({ 'broken.db': broken, 'one.db': 'the last one' })
    await expect(backUpDatabase(path('broken.db'), path('one.db'))).rejects.toThrow('is there already')
    expect(await read('one.db')).toBe('the last one')
    await expect(backUpDatabase(path('broken.db'), path('two.db'))).rejects.toThrow(DatabaseError)
    await expect(backUpDatabase(path('none.db'), path('two.db'))).rejects.toThrow('There is no database yet')
    expect(await readdir(directory)).toEqual(['broken.db', 'one.db'])
  })
})
