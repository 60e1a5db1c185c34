import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Credits, type Sharer, shareOut } from '../../../src/deliveries/pacing/share-out.ts'
import { restarted } from './a-clock.ts'

const account = (name: string, weight: number, room = Number.POSITIVE_INFINITY): Sharer => ({
  name,
  weight,
  room,
})

const oneByOne = (times: number, sharers: readonly Sharer[]) => {
  let credits: Credits = {}
  return Array.from({ length: times }, () => {
    const shares = shareOut(1, sharers, restarted(credits))
    credits = shares.credits
    return sharers[shares.counts.indexOf(1)]?.name
  }).join('')
}

describe('shareOut', () => {
  it('parts by weight', () => {
    expect(shareOut(100, [account('a', 3), account('b', 1)]).counts).toEqual([75, 25])
  })

  it('takes turns smoothly where it is one at a time', () => {
    expect(oneByOne(8, [account('a', 3), account('b', 1)])).toBe('aabaaaba')
    expect(oneByOne(6, [account('a', 1), account('b', 1), account('c', 1)])).toBe('abcabc')
  })

  it('leaves the part of one without room to the others', () => {
    expect(shareOut(100, [account('a', 3, 10), account('b', 1)]).counts).toEqual([10, 90])
    expect(shareOut(100, [account('a', 1, 0), account('b', 1), account('c', 1)]).counts).toEqual([0, 50, 50])
  })

  it('fills the room where there is less of it', () => {
    expect(shareOut(100, [account('a', 3, 10), account('b', 1, 20)]).counts).toEqual([10, 20])
    expect(shareOut(5, []).counts).toEqual([])
  })

  it('keeps one of weight 0 for what the others have no room for', () => {
    expect(shareOut(100, [account('a', 1, 60), account('spare', 0)]).counts).toEqual([60, 40])
    expect(shareOut(10, [account('a', 1), account('spare', 0)]).counts).toEqual([10, 0])
    expect(shareOut(10, [account('spare', 0), account('other', 0)]).counts).toEqual([5, 5])
  })

  it('owes nothing to one that was away', () => {
    let credits: Credits = {}
    for (let i = 0; i < 50; i += 1)
      credits = shareOut(1, [account('a', 1, 0), account('b', 1)], credits).credits
    expect(shareOut(10, [account('a', 1), account('b', 1)], credits).counts).toEqual([5, 5])
  })

  it('takes names for names', () => {
    expect(shareOut(3, [account('__proto__', 1), account('constructor', 2)]).counts).toEqual([1, 2])
  })

  const sharers = fc.array(
    fc.record({
      weight: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.double({ min: 0.1, max: 5, noNaN: true })),
      room: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(Number.POSITIVE_INFINITY)),
    }),
    { minLength: 1, maxLength: 6 },
  )
  const named = (some: { weight: number; room: number }[]) => some.map((one, i) => ({ ...one, name: `${i}` }))

  it('gives out all there is room for, and nobody more than theirs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 300 }), sharers), { maxLength: 10 }), rounds => {
        let credits: Credits = {}
        for (const [count, some] of rounds) {
          const shares = shareOut(count, named(some), credits)
          const room = some.reduce((sum, one) => sum + one.room, 0)
          expect(shares.counts.reduce((sum, n) => sum + n, 0)).toBe(Math.min(count, room))
          expect(shares.counts.every((n, i) => n >= 0 && n <= (some[i]?.room ?? 0))).toBe(true)
          credits = shares.credits
        }
      }),
    )
  })

  it('owes nobody a whole message, and leaves a spare one alone while others have room, whoever comes and goes', () => {
    const room = fc.constantFrom(0, 1, Number.POSITIVE_INFINITY)
    const round = fc.record({ count: fc.integer({ min: 1, max: 4 }), rooms: fc.tuple(room, room, room) })
    const weights = fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 9 })))
    fc.assert(
      fc.property(weights, fc.array(round, { minLength: 40, maxLength: 80 }), (weights, rounds) => {
        let credits: Credits = {}
        for (const { count, rooms } of rounds) {
          const others = rooms.map((room, i) => account(`${i}`, weights[i] ?? 1, room))
          const shares = shareOut(count, [...others, account('spare', 0)], credits)
          credits = shares.credits
          expect(Math.max(...Object.values(credits).map(Math.abs))).toBeLessThan(1)
          const left = count - rooms.reduce<number>((sum, room) => sum + room, 0)
          expect(shares.counts[3]).toBe(Math.max(0, left))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('comes to the weights over time, within one message or two of each account', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat({ max: 30 }), { minLength: 20, maxLength: 60 }),
        (weights, batches) => {
          const accounts = weights.map((weight, i) => account(`${i}`, weight))
          const got = weights.map(() => 0)
          let credits: Credits = {}
          for (const count of batches) {
            const shares = shareOut(count, accounts, credits)
            credits = shares.credits
            for (const [i, n] of shares.counts.entries()) got[i] = (got[i] ?? 0) + n
          }
          const total = batches.reduce((sum, n) => sum + n, 0)
          const weight = weights.reduce((sum, n) => sum + n, 0)
          for (const [i, n] of got.entries())
            expect(Math.abs(n - (total * (weights[i] ?? 0)) / weight)).toBeLessThan(2)
        },
      ),
    )
  })
})
