import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Limits } from '../../../src/deliveries/pacing/limits.ts'
import { allowance, byClock, giveBack, restingPace, spend } from '../../../src/deliveries/pacing/pace.ts'
import { dayMs, hourMs, minuteMs, monday, restarted, secondMs } from './a-clock.ts'
import { type Logged, mostInWindow } from './most-in-window.ts'

type Turn =
  | { does: 'ask'; afterMs: number; wants: number; takesAll: boolean }
  | { does: 'set clock back'; byMs: number }
  | { does: 'give back'; which: number }
  | { does: 'restart' }

const windowsMs = { second: secondMs, minute: minuteMs, hour: hourMs, day: dayMs }

// Of the size of a window, so that windows fill; -1 is the time that the last ask was told to wait for.
const someTime = (scaleMs: number) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: Math.ceil(scaleMs / 20) }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: scaleMs }) },
    { weight: 1, arbitrary: fc.constant(-1) },
  )
const ask = (scaleMs: number) =>
  fc.record({
    does: fc.constant('ask' as const),
    afterMs: someTime(scaleMs),
    wants: fc.integer({ min: 1, max: 20 }),
    takesAll: fc.boolean(),
  })
const setBack = fc.record({
  does: fc.constant('set clock back' as const),
  byMs: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(hourMs, dayMs, 365 * dayMs)),
})
const scales = fc.constantFrom(...Object.values(windowsMs))
const asks = scales.chain(scaleMs => fc.array(ask(scaleMs), { minLength: 60, maxLength: 120 }))
const turns = scales.chain(scaleMs =>
  fc.array(
    fc.oneof<fc.WeightedArbitrary<Turn>[]>(
      { weight: 20, arbitrary: ask(scaleMs) },
      { weight: 1, arbitrary: setBack },
      {
        weight: 3,
        arbitrary: fc.record({
          does: fc.constant('give back' as const),
          which: fc.integer({ min: 1, max: 5 }),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ does: 'restart' as const }) },
    ),
    { minLength: 60, maxLength: 120 },
  ),
)
const someLimits = fc.record(
  {
    second: fc.integer({ min: 1, max: 10 }),
    minute: fc.integer({ min: 1, max: 60 }),
    hour: fc.integer({ min: 1, max: 100 }),
    day: fc.integer({ min: 1, max: 150 }),
  },
  { requiredKeys: [] },
)

/** What goes out in the course of turns, by a clock that never goes back. */
function play(course: readonly Turn[], limits: Limits): Logged[] {
  const log: Logged[] = []
  let pace = restingPace()
  let realMs = 0
  let clockMs = monday
  let nextMs: number | undefined
  const claims: { entry: Logged; spentAt: Date; realMs: number }[] = []
  for (const turn of course) {
    if (turn.does === 'restart') pace = restarted(pace)
    else if (turn.does === 'set clock back') clockMs -= turn.byMs
    else if (turn.does === 'give back') {
      const claim = claims.at(-turn.which)
      if (!claim || claim.realMs <= realMs - dayMs) continue
      pace = giveBack(pace, claim.entry.count, claim.spentAt, new Date(clockMs))
      claim.entry.count = 0
    } else {
      const passedMs = turn.afterMs < 0 ? Math.max(0, (nextMs ?? clockMs) - clockMs) : turn.afterMs
      realMs += passedMs
      clockMs += passedMs
      const now = new Date(clockMs)
      pace = byClock(pace, now)
      const { count, nextAt } = allowance(pace, limits, now)
      nextMs = nextAt?.getTime()
      const goes = turn.takesAll ? Math.min(count, 500) : Math.min(count, turn.wants)
      pace = spend(pace, goes, now)
      log.push({ at: realMs, count: goes })
      claims.push({ entry: log[log.length - 1] as Logged, spentAt: now, realMs })
    }
  }
  return log
}

const expectHeld = (log: readonly Logged[], limits: Limits) => {
  for (const [unit, windowMs] of Object.entries(windowsMs)) {
    const limit = limits[unit as keyof Limits]
    if (limit !== undefined) expect(mostInWindow(log, windowMs)).toBeLessThanOrEqual(limit)
  }
}

describe('limits', () => {
  it('hold in any window of real time, over restarts, clocks that go back and messages that came back', () => {
    fc.assert(
      fc.property(turns, someLimits, (course, limits) => expectHeld(play(course, limits), limits)),
      { numRuns: 500 },
    )
  })

  it('that are set later count what went out before', () => {
    fc.assert(
      fc.property(asks, someLimits, someLimits, (course, before, limits) => {
        let pace = restingPace()
        let ms = monday
        const log: Logged[] = []
        for (const turn of course) {
          ms += Math.max(0, turn.afterMs)
          const isLate = log.length > course.length / 2
          const sentMs = (windowMs: number) =>
            log.filter(({ at }) => at > ms - windowMs).reduce((sum, { count }) => sum + count, 0)
          const { count } = allowance(pace, isLate ? limits : before, new Date(ms))
          if (isLate)
            for (const [unit, windowMs] of Object.entries(windowsMs))
              expect(count).toBeLessThanOrEqual(
                Math.max(0, (limits[unit as keyof Limits] ?? Number.POSITIVE_INFINITY) - sentMs(windowMs)),
              )
          pace = restarted(spend(pace, Math.min(count, turn.wants), new Date(ms)))
          log.push({ at: ms, count: Math.min(count, turn.wants) })
        }
      }),
      { numRuns: 150 },
    )
  })

  it('tell truly when the next may go, and lose at most a twenty-fifth of their window', () => {
    fc.assert(
      fc.property(asks, someLimits, (course, limits) => {
        let pace = restingPace()
        let ms = monday
        const log: Logged[] = []
        const isFull = (at: number, grace: number) =>
          Object.entries(windowsMs).some(([unit, windowMs]) => {
            const held = log.filter(entry => entry.at > at - windowMs * (1 + grace))
            const limit = limits[unit as keyof Limits] ?? Number.POSITIVE_INFINITY
            return held.reduce((sum, { count }) => sum + count, 0) >= limit
          })
        for (const turn of course) {
          ms += Math.max(0, turn.afterMs)
          const { count, nextAt } = allowance(pace, limits, new Date(ms))
          if (count === 0) expect(isFull(ms, 1 / 25)).toBe(true)
          if (nextAt) {
            expect(allowance(pace, limits, nextAt).count).toBeGreaterThan(0)
            expect(allowance(pace, limits, new Date(nextAt.getTime() - 1)).count).toBe(0)
          }
          pace = spend(pace, Math.min(count, turn.wants), new Date(ms))
          log.push({ at: ms, count: Math.min(count, turn.wants) })
        }
      }),
      { numRuns: 150 },
    )
  })
})
