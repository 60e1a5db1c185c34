import { stat, utimes, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { DatabaseError } from '../../src/errors.ts'
import { openDatabase } from '../../src/store/database.ts'
import { aWorkspace } from '../a-workspace.ts'

const aDelivery = ['2026-W03', 'a@example.org', 'sent', '2026-01-19T08:00:00.000Z']

describe('openDatabase', () => {
  it('refuses a database of a newer version, and leaves it as it is', async () => {
    const { path } = await aWorkspace()
    const first = await openDatabase(path('masthead.db'))
    first.sqlite.exec("INSERT INTO kysely_migration VALUES ('007-later', '2030-01-01T00:00:00.000Z')")
    const opened = openDatabase(path('masthead.db'))
    await expect(opened).rejects.toThrow(DatabaseError)
    await expect(opened).rejects.toThrow('is of a newer Masthead: it has "007-later"')
    first.close()
  })

  it('does not take one that was emptied for a new one', async () => {
    const { path } = await aWorkspace()
    await writeFile(path('masthead.db'), '')
    await utimes(path('masthead.db'), 1e9, 1e9)
    await expect(openDatabase(path('masthead.db'))).rejects.toMatchObject({
      message: expect.stringContaining('is empty'),
      wayOut: expect.stringContaining('masthead backup'),
    })
  })

  it('opens a database again that it has made', async () => {
    const { path } = await aWorkspace()
    ;(await openDatabase(path('masthead.db'))).close()
    expect((await openDatabase(path('masthead.db'))).sqlite.isOpen).toBe(true)
  })

  it('is made once where two programs open it at the same time', async () => {
    const { path } = await aWorkspace()
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(path('masthead.db'))))
    const ids = opened.map(({ sqlite }) => sqlite.prepare('SELECT id FROM newsletter').all())
    expect(new Set(ids.map(rows => JSON.stringify(rows))).size).toBe(1)
    expect(ids[0]).toHaveLength(1)
  })

  it('keeps the deliveries of a database from before there were subscribers', async () => {
    const { path } = await aWorkspace()
    const old = new DatabaseSync(path('masthead.db'))
    old.exec(`CREATE TABLE deliveries (issue TEXT NOT NULL, address TEXT NOT NULL COLLATE NOCASE,
      status TEXT NOT NULL, at TEXT NOT NULL, reply TEXT, PRIMARY KEY (issue, address)) STRICT; PRAGMA user_version = 1`)
    old.prepare('INSERT INTO deliveries (issue, address, status, at) VALUES (?, ?, ?, ?)').run(...aDelivery)
    old.close()
    const { tables } = await openDatabase(path('masthead.db'))
    expect(await tables.selectFrom('deliveries').select(['issue', 'address']).execute()).toEqual([
      { issue: '2026-W03', address: 'a@example.org' },
    ])
  })
})

describe('two programs that write', () => {
  it('wait for each other, and lose nothing', async () => {
    const { path } = await aWorkspace()
    const both = await Promise.all([1, 2].map(() => openDatabase(path('masthead.db'))))
    const add = (place: string, at: number) =>
      both[at % 2]?.write(trx =>
        trx
          .insertInto('suppressions')
          .values({ mailbox: `${at}@example.org`, reason: 'unsubscribed', at: '2026-01-19', place })
          .execute(),
      )
    await Promise.all(Array.from({ length: 60 }, (_, at) => add('page', at)))
    const [one] = both
    expect(await one?.tables.selectFrom('suppressions').select('mailbox').execute()).toHaveLength(60)
  })
})

describe('writes of one program', () => {
  it('are done in the order in which they were asked for, past one that fails', async () => {
    const { path } = await aWorkspace()
    const database = await openDatabase(path('masthead.db'))
    const done: number[] = []
    const writes = [1, 2, 3].map(at =>
      database.write(async () => {
        if (at === 2) throw new Error('no')
        done.push(at)
      }),
    )
    expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(done).toEqual([1, 3])
  })
})

describe('what was deleted', () => {
  it('leaves the log once nobody reads from it any more', async () => {
    const { path } = await aWorkspace()
    const [database, reader] = [await openDatabase(path('a.db')), await openDatabase(path('a.db'))]
    reader.sqlite.exec('BEGIN; SELECT count(*) FROM subscribers')
    await database.write(trx =>
      trx
        .insertInto('suppressions')
        .values({ mailbox: 'x@example.org', reason: 'bounced', at: '2026', place: '' })
        .execute(),
    )
    const wiping = database.wipeLog()
    setTimeout(() => reader.sqlite.exec('COMMIT'), 100)
    expect(await wiping).toBe(true)
    expect((await stat(path('a.db-wal'))).size).toBe(0)
  })
})
