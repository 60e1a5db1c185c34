import { describe, expect, it } from 'vitest'
import {
  type AccountLoad,
  estimate,
  type ProviderLoad,
  type Workload,
} from '../../../src/deliveries/pacing/estimate.ts'
import { restingPace, spend } from '../../../src/deliveries/pacing/pace.ts'
import { slowDown, stopped, stopUntil } from '../../../src/deliveries/pacing/slow-down.ts'
import { at, dayMs, hourMs, minuteMs, secondMs } from './a-clock.ts'
import { work } from './a-worker.ts'

const account = (some: Partial<AccountLoad> = {}): AccountLoad => ({
  ...{ name: 'smtp', weight: 1, limits: {}, pace: restingPace(), perSecond: 10 },
  ...some,
})
const provider = (recipients: number, some: Partial<ProviderLoad> = {}): ProviderLoad => ({
  ...{ name: 'others', recipients, limits: {}, pace: restingPace() },
  ...some,
})
const toOne = (recipients: number, some: Partial<AccountLoad> = {}): Workload => ({
  accounts: [account(some)],
  providers: [provider(recipients)],
})
const manyProviders = [
  provider(9000, { name: 'gmail', limits: { minute: 600 } }),
  provider(3800, { name: 'qq', limits: { minute: 30, hour: 1000 } }),
  provider(2000),
]
const slowed = slowDown(spend(restingPace(), 100, at(-1000)), at(0))

const plans: [string, Workload, tickMs: number, binds: string][] = [
  ['throughput', toOne(2000), 100, 'account smtp: its connections are taken to carry about 10 a second'],
  [
    'a slow server',
    toOne(20, { perSecond: 0.1 }),
    100,
    'account smtp: its connections are taken to carry about 6 a minute',
  ],
  ['a limit a second', toOne(6000, { limits: { second: 5 } }), 100, 'account smtp: 5 a second'],
  ['a limit a minute', toOne(1200, { limits: { minute: 30 } }), 100, 'account smtp: 30 a minute'],
  ['a limit an hour', toOne(3050, { limits: { hour: 100 } }), 1000, 'account smtp: 100 an hour'],
  ['a limit a day', toOne(1400, { limits: { day: 500 } }), 1000, 'account smtp: 500 a day'],
  ['many days', toOne(60_000, { limits: { minute: 30, day: 500 } }), 1000, 'account smtp: 500 a day'],
  [
    'an hour and a day that do not divide',
    toOne(5300, { limits: { hour: 70, day: 1000 } }),
    1000,
    'account smtp: 1,000 a day',
  ],
  [
    'what went out before',
    toOne(500, { limits: { day: 500 }, pace: spend(restingPace(), 450, at(-20 * hourMs)) }),
    1000,
    'account smtp: 500 a day',
  ],
  ['a slow-down', toOne(3000, { pace: slowed }), 100, 'account smtp: slowed down to 50 a minute'],
  [
    'a stop',
    toOne(3000, { pace: stopUntil(restingPace(), at(0), at(hourMs), 'the hour is used up') }),
    100,
    'account smtp: the hour is used up',
  ],
  [
    'one provider among many',
    { accounts: [account()], providers: manyProviders },
    100,
    'provider qq: 1,000 an hour',
  ],
  [
    'two accounts',
    {
      accounts: [
        account({ name: 'big', weight: 3, limits: { hour: 2000 } }),
        account({ name: 'small', limits: { minute: 5, day: 1000 } }),
      ],
      providers: manyProviders,
    },
    500,
    'account big: 2,000 an hour',
  ],
]

describe('estimate', () => {
  it.each(plans)('comes to what a worker needs: %s', (_, plan, tickMs, binds) => {
    const told = estimate(plan, at(0))
    const { doneMs } = work(plan, tickMs)
    expect(Math.abs(told.ms - doneMs)).toBeLessThanOrEqual(Math.max(0.04 * doneMs, secondMs))
    expect(told).toMatchObject({ binds, held: 0 })
  })

  it('is nothing for nobody, and where nothing limits', () => {
    expect(estimate(toOne(0), at(0))).toEqual({ ms: 0, held: 0 })
    expect(estimate(toOne(1_000_000, { perSecond: Number.POSITIVE_INFINITY }), at(0))).toEqual({
      ms: 0,
      held: 0,
    })
  })

  it('tells how many wait for the operator, and the time for the others', () => {
    const plan = {
      accounts: [account()],
      providers: [
        provider(600),
        provider(70, { name: 'qq', pace: stopped(restingPace(), at(0), 'QQ does not know this sender') }),
      ],
    }
    expect(estimate(plan, at(0))).toMatchObject({ ms: minuteMs, held: 70 })
    expect(estimate(toOne(5, { limits: { day: 0 } }), at(0))).toMatchObject({ ms: 0, held: 5 })
    expect(estimate(toOne(5, { perSecond: 0 }), at(0))).toMatchObject({ ms: 0, held: 5 })
    expect(estimate({ accounts: [], providers: [provider(5)] }, at(0))).toMatchObject({ held: 5 })
  })

  it('goes through years', () => {
    const told = estimate(toOne(1_000_000, { limits: { second: 1, minute: 20, hour: 100, day: 500 } }), at(0))
    expect(told.binds).toBe('account smtp: 500 a day')
    expect(Math.abs(told.ms / dayMs - 2000)).toBeLessThan(20)
  })
})
