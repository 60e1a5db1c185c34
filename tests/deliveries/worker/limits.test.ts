import { describe, expect, it } from 'vitest'
import type { Limits } from '../../../src/deliveries/pacing/limits.ts'
import { aWorkspace } from '../../a-workspace.ts'
import { aLedger, confirm, issue, monday, people, work } from '../a-dispatch.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '../pacing/a-clock.ts'
import { aFakeServer, type Given } from './a-fake-server.ts'
import { FakeTime } from './fake-time.ts'

const windows = { second: secondMs, minute: minuteMs, hour: hourMs, day: dayMs }

/** The most messages in any window of the log, its end not included. */
function mostWithin(log: readonly Given[], windowMs: number): number {
  const times = log.map(({ at }) => at).toSorted((one, other) => one - other)
  return Math.max(
    0,
    ...times.map((at, first) => times.findLastIndex(other => other < at + windowMs) - first + 1),
  )
}

function expectWithin(log: readonly Given[], limits: Limits): void {
  for (const [name, windowMs] of Object.entries(windows)) {
    const limit = limits[name as keyof Limits]
    if (limit !== undefined)
      expect([name, mostWithin(log, windowMs)]).toEqual([name, expect.toSatisfy(n => n <= limit)])
  }
}

const many = (count: number, domain: string) => Array.from({ length: count }, (_, at) => `p${at}@${domain}`)
const toDomain = (log: readonly Given[], domain: string) => log.filter(({ to }) => to.endsWith(`@${domain}`))

describe('limits', () => {
  it('hold for each account and provider in an hour of traffic, over programs that die and begin again', async () => {
    const { path } = await aWorkspace()
    const time = new FakeTime(monday)
    const fast = { second: 3, minute: 100, hour: 4000 }
    const slow = { second: 1, minute: 30, hour: 700 }
    const limitsOf: Record<string, Limits> = {
      qq: { second: 2, minute: 40, hour: 1000 },
      gmail: { minute: 60 },
    }
    const servers = [
      aFakeServer(time, { name: 'main', weight: 3, limits: fast, connections: 3 }),
      aFakeServer(time, { name: 'spare', limits: slow }),
    ]
    const providers = { 'qq.com': 'qq', 'gmail.com': 'gmail' }
    const first = await aLedger(path('masthead.db'))
    const file = people(...many(1600, 'qq.com'), ...many(3000, 'gmail.com'), ...many(4000, 'example.org'))
    await confirm(first, { file }, { providers })
    first.database.close()
    while (time.clock().getTime() < monday.getTime() + hourMs) {
      const kept = await aLedger(path('masthead.db'))
      const stop = new AbortController()
      void time.wait(7 * minuteMs + 777).then(() => stop.abort())
      const doors = servers.map(({ door }) => door)
      const rulesOf = (provider: string) => ({ limits: limitsOf[provider] ?? {} })
      const { clock, wait } = time
      await time.until(work(kept, doors, { clock, wait, rulesOf }, stop.signal))
      await kept.ledger.change(issue, ['paused'], { status: 'sending', at: time.clock() })
      kept.database.close()
    }
    const [main = [], spare = []] = servers.map(({ log }) => log)
    const log = [...main, ...spare]
    expectWithin(main, fast)
    expectWithin(spare, slow)
    expectWithin(toDomain(log, 'qq.com'), limitsOf.qq ?? {})
    expectWithin(toDomain(log, 'gmail.com'), limitsOf.gmail ?? {})
    expect(new Set(log.map(({ to }) => to)).size).toBe(log.length)
    expect(log.length).toBeGreaterThan(4500)
  }, 120_000)

  it('of a day hold over days, where a program comes each time that something can go', async () => {
    const { path } = await aWorkspace()
    const time = new FakeTime(monday)
    const limits = { hour: 25, day: 100 }
    const { door, log } = aFakeServer(time, { limits })
    const first = await aLedger(path('masthead.db'))
    await confirm(first, { file: people(...many(350, 'example.org')) })
    first.database.close()
    for (let runs = 0; runs < 500; runs += 1) {
      const kept = await aLedger(path('masthead.db'))
      const { clock, wait } = time
      const end = await time.until(work(kept, [door], { clock, wait, isPatient: false }))
      kept.database.close()
      if (end.status === 'done') break
      expect(end).toMatchObject({ status: 'waiting', nextAt: expect.any(Date) })
      if (end.nextAt) time.set(end.nextAt)
    }
    expectWithin(log, limits)
    expect(log).toHaveLength(350)
    expect(time.clock().getTime() - monday.getTime()).toBeLessThan(4 * dayMs)
  }, 120_000)
})
