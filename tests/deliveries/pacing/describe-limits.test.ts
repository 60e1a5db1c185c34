import { expect, it } from 'vitest'
import { describeLimits, describeRate } from '../../../src/deliveries/pacing/describe-limits.ts'

it.each([
  [{}, 'no limit'],
  [{ minute: 30, day: 500 }, '30 a minute, 500 a day'],
  [{ second: 1, hour: 2000 }, '1 a second, 2,000 an hour'],
])('tells %o as "%s"', (limits, words) => {
  expect(describeLimits(limits)).toBe(words)
})

it.each([
  [25, 'about 25 a second'],
  [2.54, 'about 2.5 a second'],
  [0.5, 'about 30 a minute'],
  [0.001, 'about 3.6 an hour'],
  [0.00001, 'about 0.9 a day'],
  [Number.POSITIVE_INFINITY, 'no limit'],
])('tells a throughput of %d a second as "%s"', (perSecond, words) => {
  expect(describeRate(perSecond)).toBe(words)
})
