import { expect, it } from 'vitest'
import { stopped } from '../../../src/deliveries/pacing/slow-down.ts'
import { aLedger, confirm, issue, monday, people, work } from '../../deliveries/a-dispatch.ts'
import { aFakeServer, refused, taken } from '../../deliveries/worker/a-fake-server.ts'
import { FakeTime } from '../../deliveries/worker/fake-time.ts'
import { added, minute } from '../a-subscriber-store.ts'

const ada = 'ada@example.org'

/** Everything that stands in a database. */
function allOf({ database: { sqlite } }: Awaited<ReturnType<typeof aLedger>>): string {
  const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  return JSON.stringify(tables.map(({ name }) => sqlite.prepare(`SELECT * FROM "${name}"`).all()))
}

it.each(['list', 'file'])(
  'somebody of a %s who is forgotten leaves no address behind anywhere',
  async from => {
    const kept = await aLedger()
    await kept.store.change(ada, added({ name: 'Ada' }))
    await confirm(
      kept,
      from === 'list' ? { list: {} } : { file: people('Ada@Example.org', 'bob@example.org') },
    )
    kept.database.sqlite.exec(`UPDATE deliveries SET reply = '450 4.2.1 <Ada@example.org>: busy'`)
    await kept.ledger.change(issue, ['sending'], {
      status: 'paused',
      at: monday,
      reason: 'Stopped: 550 <ada@example.org>',
    })
    await kept.ledger.turn(issue, async turn =>
      turn.setPace(
        'provider others',
        stopped(await turn.pace('provider others'), monday, 'no: 550 <Ada@example.org>'),
      ),
    )
    await kept.store.forget(ada, minute(1))
    expect(allOf(kept)).not.toMatch(/ada@/i)
    expect(await kept.ledger.pace('provider others')).toMatchObject({ stop: { why: 'stopped by a reply' } })
  },
)

it.each([
  ['is taken', () => taken],
  ['is refused for good', () => refused('550 5.1.1 <ada@example.org>: no such user')],
  ['is to be tried later', () => refused('450 4.2.1 <ada@example.org>: busy')],
])('nor somebody who is forgotten while their mail is under way, and %s', async (_name, answers) => {
  const time = new FakeTime(monday)
  const kept = await aLedger()
  await kept.store.change(ada, added())
  await confirm(kept, { list: {} })
  const server = aFakeServer(time, {}, { answers, latencyMs: 1000 })
  void time.wait(1500).then(() => kept.store.forget(ada, minute(1)))
  const { clock, wait } = time
  expect(await time.until(work(kept, [server.door], { clock, wait }))).toEqual({ status: 'done' })
  expect(server.log).toHaveLength(1)
  expect(allOf(kept)).not.toMatch(/ada@/i)
})
