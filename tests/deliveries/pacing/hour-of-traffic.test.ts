import { describe, expect, it } from 'vitest'
import type { Limits } from '../../../src/deliveries/pacing/limits.ts'
import { restingPace } from '../../../src/deliveries/pacing/pace.ts'
import { dayMs, hourMs, minuteMs, secondMs } from './a-clock.ts'
import { type Given, work } from './a-worker.ts'
import { mostInWindow } from './most-in-window.ts'

const account = (name: string, limits: Limits, weight = 1) => ({
  ...{ name, weight, limits, pace: restingPace(), perSecond: 50 },
})
const provider = (name: string, limits: Limits, recipients = 1_000_000) => ({
  ...{ name, limits, recipients, pace: restingPace() },
})
const of = (given: readonly Given[], name: string) => given.filter(one => one.name === name)
const total = (given: readonly Given[]) => given.reduce((sum, { count }) => sum + count, 0)

describe('an hour of traffic, with twenty asks a second', () => {
  const accounts = [
    account('smtp', { second: 5, minute: 200 }, 3),
    account('spare', { minute: 60, hour: 2000 }),
  ]
  const providers = [
    provider('gmail', { minute: 120 }),
    provider('qq', { second: 1, minute: 30, hour: 1000 }),
    provider('others', {}),
  ]
  const { given } = work({ accounts, providers }, 50, hourMs)

  it.each([
    ['smtp', { second: 5, minute: 200 }],
    ['spare', { minute: 60, hour: 2000 }],
    ['gmail', { minute: 120 }],
    ['qq', { second: 1, minute: 30, hour: 1000 }],
  ])('holds what %s is limited to', (name, limits: Limits) => {
    const most = (windowMs: number) => mostInWindow(of(given, name), windowMs)
    expect(most(secondMs)).toBeLessThanOrEqual(limits.second ?? Number.POSITIVE_INFINITY)
    expect(most(minuteMs)).toBeLessThanOrEqual(limits.minute ?? Number.POSITIVE_INFINITY)
    expect(most(hourMs)).toBeLessThanOrEqual(limits.hour ?? Number.POSITIVE_INFINITY)
  })

  it('uses at least nine tenths of what the accounts may do', () => {
    expect(total(of(given, 'smtp'))).toBeGreaterThan(0.9 * 200 * 60)
    expect(total(of(given, 'spare'))).toBeGreaterThan(0.9 * 2000)
  })

  it('gives the accounts and the providers the same', () => {
    const toProviders = ['gmail', 'qq', 'others'].map(name => total(of(given, name)))
    expect(toProviders.reduce((sum, n) => sum + n, 0)).toBe(
      total(of(given, 'smtp')) + total(of(given, 'spare')),
    )
  })
})

describe('steady demand', () => {
  it.each([
    ['second', { second: 7 }, 10 * minuteMs, 20],
    ['minute', { minute: 40 }, 2 * hourMs, 100],
    ['hour', { hour: 300 }, 2 * dayMs, 1000],
    ['minute and hour', { minute: 9, hour: 400 }, 12 * hourMs, 300],
  ])('gets at least nine tenths of a limit a %s', (_, limits: Limits, untilMs, tickMs) => {
    const accounts = [{ ...account('smtp', limits), perSecond: 1000 }]
    const { given } = work({ accounts, providers: [provider('others', {})] }, tickMs, untilMs)
    const sent = total(of(given, 'smtp'))
    const allowed = Math.min(
      ...[
        [limits.second, secondMs] as const,
        [limits.minute, minuteMs] as const,
        [limits.hour, hourMs] as const,
      ].map(([limit, windowMs]) =>
        limit === undefined ? Number.POSITIVE_INFINITY : (limit * untilMs) / windowMs,
      ),
    )
    expect(sent).toBeGreaterThan(0.9 * allowed)
  })
})

describe('three days with a limit a day', () => {
  const accounts = [{ ...account('smtp', { minute: 2, day: 500 }), perSecond: 1 }]
  const { given, doneMs } = work({ accounts, providers: [provider('others', {}, 1500)] }, secondMs)

  it('take no more than it in any day', () => {
    expect(mostInWindow(of(given, 'smtp'), dayMs)).toBe(500)
  })

  it('are over on the third day, as early as they can be', () => {
    expect(total(of(given, 'smtp'))).toBe(1500)
    expect(doneMs).toBeGreaterThan(2 * dayMs)
    expect(doneMs).toBeLessThan(2.5 * dayMs)
  })
})
