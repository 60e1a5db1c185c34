import { describe, expect, it } from 'vitest'
import { allowance, byClock, type Pace, restingPace, spend } from '../../../src/deliveries/pacing/pace.ts'
import {
  isStopped,
  released,
  slowDown,
  stopped,
  stopUntil,
} from '../../../src/deliveries/pacing/slow-down.ts'
import { at, dayMs, hourMs, minuteMs, restarted } from './a-clock.ts'

const asked = (pace: Pace, ms: number) => allowance(restarted(pace), {}, at(ms))
const busy = (perMinute: number): Pace => {
  let pace = restingPace()
  for (let ms = -minuteMs + 1000; ms <= 0; ms += 1000) pace = spend(pace, perMinute / 60, at(ms))
  return pace
}

describe('slowDown', () => {
  it('pauses for a minute, and says until when and why', () => {
    const pace = slowDown(busy(600), at(0), { why: 'QQ limits how often this sender may write' })
    expect(asked(pace, 0)).toEqual({
      count: 0,
      nextAt: at(minuteMs),
      why: 'QQ limits how often this sender may write',
    })
  })

  it('pauses as long as the server wants', () => {
    expect(asked(slowDown(busy(600), at(0), { waitMs: 15 * minuteMs }), 0).nextAt).toEqual(at(15 * minuteMs))
  })

  it('goes on at half the rate, spread over the minute, and doubles it each ten minutes', () => {
    const pace = slowDown(busy(600), at(0))
    expect(asked(pace, minuteMs)).toEqual({ count: 5, why: 'slowed down to 300 a minute' })
    expect(asked(pace, 10 * minuteMs).count).toBe(5)
    expect(asked(pace, 11 * minuteMs).count).toBe(10)
    expect(asked(pace, 21 * minuteMs).count).toBe(20)
  })

  it('limits nothing in the end', () => {
    expect(asked(slowDown(busy(600), at(0)), 3 * hourMs).count).toBe(Number.POSITIVE_INFINITY)
  })

  it('never goes below one a minute', () => {
    const pace = slowDown(restingPace(), at(0))
    expect(asked(pace, minuteMs)).toEqual({ count: 1, why: 'slowed down to 1 a minute' })
    expect(asked(spend(pace, 1, at(minuteMs)), minuteMs).nextAt).toEqual(at(2 * minuteMs))
  })

  it('takes replies to what was under way for one and the same', () => {
    let pace = busy(600)
    for (const ms of [0, 10, 20, 900]) pace = slowDown(pace, at(ms))
    expect(asked(pace, 1000).nextAt).toEqual(at(minuteMs))
    expect(asked(slowDown(pace, at(1000), { waitMs: hourMs }), 1000).nextAt).toEqual(at(1000 + hourMs))
  })

  it('pauses twice as long each further time, up to an hour, and halves the rate each time', () => {
    let pace = busy(600)
    let ms = 0
    const seen = Array.from({ length: 8 }, () => {
      pace = slowDown(pace, at(ms))
      const until = asked(pace, ms).nextAt?.getTime() ?? 0
      const pausedMs = until - at(ms).getTime()
      ms += pausedMs
      return [pausedMs / minuteMs, asked(pace, ms).why]
    })
    expect(seen).toEqual([
      [1, 'slowed down to 300 a minute'],
      [2, 'slowed down to 150 a minute'],
      [4, 'slowed down to 75 a minute'],
      [8, 'slowed down to 37 a minute'],
      [16, 'slowed down to 18 a minute'],
      [32, 'slowed down to 9 a minute'],
      [60, 'slowed down to 4 a minute'],
      [60, 'slowed down to 2 a minute'],
    ])
  })

  it('forgets a time for each ten minutes of quiet', () => {
    const twice = slowDown(slowDown(busy(600), at(0)), at(2 * minuteMs))
    const quiet = slowDown(twice, at(hourMs))
    expect(asked(quiet, hourMs).nextAt).toEqual(at(hourMs + minuteMs))
  })

  it('holds beside the limits', () => {
    const pace = slowDown(busy(600), at(0))
    expect(allowance(pace, { minute: 2 }, at(minuteMs))).toEqual({ count: 2, why: '2 a minute' })
    expect(allowance(pace, { day: 600 }, at(0)).why).toBe('600 a day')
  })

  it('is not prolonged by a clock that goes back a year', () => {
    const pace = slowDown(busy(600), at(0))
    const back = byClock(pace, at(-365 * dayMs))
    expect(asked(back, -365 * dayMs).nextAt).toEqual(at(minuteMs - 365 * dayMs))
  })
})

describe('a stop', () => {
  it('lasts until its time', () => {
    const pace = stopUntil(restingPace(), at(0), at(dayMs), 'the day of QQ is used up')
    expect(asked(pace, hourMs)).toEqual({ count: 0, nextAt: at(dayMs), why: 'the day of QQ is used up' })
    expect(asked(pace, dayMs).count).toBe(Number.POSITIVE_INFINITY)
  })

  it('lasts until the operator resumes', () => {
    const pace = stopped(restingPace(), at(0), 'the password is wrong')
    expect(asked(pace, 400 * dayMs)).toEqual({ count: 0, why: 'the password is wrong' })
    expect(isStopped(pace)).toBe(true)
    expect(asked(released(pace, at(1)), 1).count).toBe(Number.POSITIVE_INFINITY)
  })

  it('is not made shorter by another', () => {
    const pace = stopUntil(stopped(restingPace(), at(0), 'blocked'), at(1), at(2), 'busy')
    expect(asked(pace, hourMs)).toEqual({ count: 0, why: 'blocked' })
    const longer = stopUntil(stopUntil(restingPace(), at(0), at(500), 'a'), at(1), at(400), 'b')
    expect(asked(longer, 2)).toEqual({ count: 0, nextAt: at(500), why: 'a' })
  })

  it('moves with a clock that goes back', () => {
    const pace = stopUntil(restingPace(), at(0), at(hourMs), 'later')
    expect(asked(byClock(pace, at(-dayMs)), -dayMs).nextAt).toEqual(at(hourMs - dayMs))
  })

  it('ends the pause too, but not the slower rate, when the operator resumes', () => {
    const pace = stopped(slowDown(busy(600), at(0), { waitMs: hourMs }), at(1), 'blocked')
    expect(asked(released(pace, at(2000)), minuteMs)).toEqual({
      count: 5,
      why: 'slowed down to 300 a minute',
    })
  })
})
