import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/store/database.ts'
import { nodeSqliteDialect } from '../../../src/store/kysely-connection.ts'
import * as deliveries from '../../../src/store/migrations/001-deliveries.ts'
import * as subscribers from '../../../src/store/migrations/002-subscribers.ts'
import { aWorkspace } from '../../a-workspace.ts'
import { aLedger, confirm, deliveriesOf, issue, people } from '../../deliveries/a-dispatch.ts'

const rows = [
  ['claimed@example.org', 'claimed', null],
  ['failed@example.org', 'failed', '550 no'],
  [`forgotten:${'a1'.repeat(32)}`, 'sent', null],
  ['sent@example.org', 'sent', '250 ok'],
  ['uncertain@example.org', 'uncertain', 'no reply'],
] as const

/** A database as the version before left it. */
async function anOldDatabase(path: string): Promise<void> {
  const sqlite = new DatabaseSync(path)
  const db = new Kysely<unknown>({ dialect: nodeSqliteDialect(sqlite) })
  const migrations = { '001-deliveries': deliveries, '002-subscribers': subscribers }
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest()
  if (error) throw error
  const insert = sqlite.prepare(
    'INSERT INTO deliveries (issue, address, status, at, reply) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [address, status, reply] of rows)
    insert.run(issue, address, status, '2026-01-12T08:00:00.000Z', reply)
  sqlite.close()
}

it('what an older version sent is kept: who failed is planned anew, who was under way may have it', async () => {
  const { path } = await aWorkspace()
  await anOldDatabase(path('masthead.db'))
  const kept = await aLedger(path('masthead.db'))
  const found = await deliveriesOf(kept)
  expect(found.map(({ address, status, reply = null }) => [address, status, reply])).toEqual(
    rows.map(([address, status, reply]) => [
      address,
      { claimed: 'uncertain', failed: 'cancelled' }[status as string] ?? status,
      reply,
    ]),
  )
  const addresses = rows.map(([address]) => address).filter(address => address.includes('@'))
  expect(await confirm(kept, { file: people(...addresses) })).toBe(1)
  expect((await deliveriesOf(kept)).filter(({ status }) => status === 'queued')).toMatchObject([
    { address: 'failed@example.org', attempts: 0 },
  ])
})

it('an older database is brought up to date once', async () => {
  const { path } = await aWorkspace()
  await anOldDatabase(path('masthead.db'))
  for (const _ of [1, 2]) {
    const { sqlite } = await openDatabase(path('masthead.db'))
    expect(sqlite.prepare('SELECT count(*) AS n FROM deliveries').get()).toEqual({ n: rows.length })
    expect(sqlite.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    sqlite.close()
  }
})
