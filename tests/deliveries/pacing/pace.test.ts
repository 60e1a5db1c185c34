import { describe, expect, it } from 'vitest'
import {
  allowance,
  byClock,
  giveBack,
  type Pace,
  restingPace,
  spend,
} from '../../../src/deliveries/pacing/pace.ts'
import { at, dayMs, hourMs, minuteMs, restarted } from './a-clock.ts'

const spent = (count: number, ms: number, pace: Pace = restingPace()) => spend(pace, count, at(ms))

describe('allowance', () => {
  it('is without end where nothing limits it', () => {
    expect(allowance(spent(1_000_000, 0), {}, at(0))).toEqual({ count: Number.POSITIVE_INFINITY })
  })

  it.each([
    [{ second: 5 }, 1000, '5 a second'],
    [{ minute: 30 }, minuteMs, '30 a minute'],
    [{ hour: 2000 }, hourMs, '2,000 an hour'],
    [{ day: 500 }, dayMs, '500 a day'],
  ])('lets as many go as %o say, and the next when they fall out', (limits, windowMs, why) => {
    const [limit = 0] = Object.values(limits)
    const pace = spent(limit, 7)
    expect(allowance(restingPace(), limits, at(7))).toEqual({ count: limit, why })
    expect(allowance(pace, limits, at(7))).toEqual({ count: 0, nextAt: at(7 + windowMs), why })
    expect(allowance(pace, limits, at(6 + windowMs)).count).toBe(0)
    expect(allowance(pace, limits, at(7 + windowMs)).count).toBe(limit)
  })

  it('names the limit that lasts longest', () => {
    const pace = spent(10, 0)
    expect(allowance(pace, { second: 10, minute: 10, day: 100 }, at(0))).toEqual({
      count: 0,
      nextAt: at(minuteMs),
      why: '10 a minute',
    })
    expect(allowance(pace, { second: 20, minute: 12, day: 100 }, at(0))).toEqual({
      count: 2,
      why: '12 a minute',
    })
  })

  it('lets nobody go where the limit is nothing, and knows no time for it', () => {
    expect(allowance(restingPace(), { day: 0 }, at(0))).toEqual({ count: 0, why: '0 a day' })
  })

  it('counts what went out before there was a limit', () => {
    const pace = spent(300, hourMs, spent(200, 0))
    expect(allowance(pace, { day: 600 }, at(2 * hourMs)).count).toBe(100)
    expect(allowance(pace, { day: 500 }, at(2 * hourMs)).nextAt).toEqual(at(dayMs))
    expect(allowance(pace, { day: 250 }, at(2 * hourMs)).nextAt).toEqual(at(dayMs + hourMs))
  })

  it('does not go below nothing where a limit is lowered', () => {
    expect(allowance(spent(500, 0), { hour: 20 }, at(1)).count).toBe(0)
  })

  it('is the same after a restart', () => {
    const pace = spent(3, 2500, spent(40, 0))
    const limits = { second: 3, minute: 50 }
    expect(allowance(restarted(pace), limits, at(2600))).toEqual(allowance(pace, limits, at(2600)))
  })
})

describe('what left a window', () => {
  it('is not counted in it again where something lies close to it', () => {
    const startMs = Math.ceil(at(0).getTime() / 144_000) * 144_000 - at(0).getTime()
    const pace = spent(1, startMs + 140_000, spent(4, startMs + 1000))
    const later = spent(1, startMs + hourMs + 5000, pace)
    expect(allowance(later, { hour: 10 }, at(startMs + hourMs + 5000)).count).toBe(8)
  })
})

describe('a clock that goes back', () => {
  const limits = { hour: 100 }

  it.each([5000, hourMs, 365 * dayMs])('by %i ms counts what lies in the future from now on', backMs => {
    const pace = byClock(spent(100, 0), at(-backMs))
    expect(allowance(pace, limits, at(-backMs))).toMatchObject({
      count: 0,
      nextAt: at(hourMs - backMs),
    })
    expect(allowance(pace, limits, at(hourMs - backMs)).count).toBe(100)
  })

  it('by less than a second is waited for', () => {
    const pace = spent(100, 0)
    expect(byClock(pace, at(-900))).toBe(pace)
    expect(allowance(spent(1, -900, pace), { hour: 101 }, at(-900)).nextAt).toEqual(at(hourMs))
  })

  it('never lets more go where nobody kept what was moved', () => {
    expect(allowance(spent(100, 0), limits, at(-2 * hourMs)).count).toBe(0)
  })

  it('and one that goes forward forgets what is older than a day', () => {
    expect(spent(1, 2 * dayMs, spent(100, 0)).sent).toHaveLength(1)
  })
})

describe('giveBack', () => {
  it('lets others go in place of those that did not', () => {
    const pace = giveBack(spent(100, 0), 30, at(0), at(5000))
    expect(allowance(pace, { day: 100 }, at(5000)).count).toBe(30)
  })

  it('finds them among those that went out just after', () => {
    const pace = giveBack(spent(10, 3_600_100, spent(10, 3_600_000)), 10, at(3_600_000), at(3_601_000))
    expect(allowance(pace, { hour: 20 }, at(3_601_000)).count).toBe(10)
  })

  it('gives nothing for what is older than a day', () => {
    const pace = spent(5, 2 * dayMs, spent(100, 0))
    expect(giveBack(pace, 5, at(0), at(2 * dayMs + 1))).toEqual(pace)
  })

  it('gives nothing where the clock went back meanwhile, until a day later', () => {
    const pace = byClock(spent(100, 0), at(-hourMs))
    expect(giveBack(pace, 100, at(0), at(1))).toEqual(pace)
    const later = spent(100, 2 * dayMs, pace)
    expect(giveBack(later, 100, at(2 * dayMs), at(2 * dayMs)).sent).toEqual([])
  })
})

describe('a pace', () => {
  it('stays small after two days of twenty asks a second', () => {
    let pace = restingPace()
    for (let ms = 0; ms < 2 * dayMs; ms += minuteMs) pace = spent(12_345, ms, pace)
    for (let ms = 0; ms < 10 * minuteMs; ms += 50) pace = spent(12_345, 2 * dayMs + ms, pace)
    expect(JSON.stringify(pace).length).toBeLessThan(2400)
  })

  it('is not changed by sending nothing', () => {
    const pace = restingPace()
    expect(spend(pace, 0, at(0))).toBe(pace)
  })
})
