import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Act, Verdict } from '../../../src/deliveries/replies/reply.ts'
import { nextTry } from '../../../src/deliveries/replies/retry-schedule.ts'

const first = new Date('2026-01-19T08:00:00Z')
const minutes = 60_000
const minutesIn = (count: number) => new Date(first.getTime() + count * minutes)
const later: Verdict = { act: 'later', why: 'busy' }

/** Minutes after the first try at which a delivery is tried again, when every try is answered at once. */
function triesOf(verdict: Verdict): number[] {
  const tries: number[] = []
  let now: Date | undefined = first
  while (tries.length < 1000) {
    now = nextTry(tries.length + 1, first, now, verdict)
    if (!now) return tries
    tries.push((now.getTime() - first.getTime()) / minutes)
  }
  return tries
}

describe('nextTry', () => {
  it('waits longer after each try, and gives up after two days', () => {
    expect(triesOf(later)).toEqual([5, 20, 50, 110, 230, 470, 950, 1430, 1910, 2390, 2870])
  })

  it('waits as long as the provider says, and then longer where that is not enough', () => {
    expect(triesOf({ ...later, waitMs: 2 * minutes }).slice(0, 4)).toEqual([2, 7, 22, 52])
    expect(triesOf({ act: 'slow-provider', why: 'QQ', waitMs: 10 * minutes }).slice(0, 4)).toEqual([
      10, 20, 35, 65,
    ])
  })

  it('tries once more at the end of the two days, where a pause of a day would go beyond it', () => {
    expect(triesOf({ ...later, waitMs: 20 * 60 * minutes })).toEqual([1200, 2400, 2880])
  })

  it('goes over a new connection at once, twice, and then waits', () => {
    const reconnect: Verdict = { act: 'reconnect', why: '163' }
    expect(triesOf(reconnect).slice(0, 3)).toEqual([0, 0, 30])
  })

  it.each<[Act]>([['dead'], ['failed']])('never tries again what is %s', act => {
    expect(nextTry(1, first, first, { act, why: 'no' })).toBeUndefined()
  })

  it.each<[Act]>([['stop-provider'], ['stop-account'], ['stop'], ['slow-account']])(
    'keeps a delivery that met %s for another try',
    act => {
      expect(nextTry(1, first, first, { act, why: 'no' })).toEqual(minutesIn(5))
    },
  )

  it('gives up a delivery that was left for longer than two days', () => {
    expect(nextTry(2, first, minutesIn(49 * 60), later)).toBeUndefined()
  })

  it('never goes back, nor beyond two days, whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.nat(5000),
        fc.option(fc.nat(10 ** 9), { nil: undefined }),
        (attempt, since, waitMs) => {
          const next = nextTry(attempt, first, minutesIn(since), {
            ...later,
            ...(waitMs !== undefined && { waitMs }),
          })
          if (!next) return
          expect(next.getTime()).toBeGreaterThanOrEqual(minutesIn(since).getTime())
          expect(next.getTime()).toBeLessThanOrEqual(minutesIn(48 * 60).getTime())
        },
      ),
    )
  })
})
