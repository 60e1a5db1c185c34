import type { Limits } from './limits.ts'
import { type Unit, windows } from './windows.ts'

/** A limit in words, such as `30 a minute` or `1,000 an hour`. */
export const describeLimit = (count: number, unit: Unit): string =>
  `${count.toLocaleString('en')} ${unit === 'hour' ? 'an' : 'a'} ${unit}`

/** Limits in words, such as `30 a minute, 500 a day`; `no limit` where there is none. */
export function describeLimits(limits: Limits): string {
  const words = windows.flatMap(({ unit }) => {
    const count = limits[unit]
    return count === undefined ? [] : [describeLimit(count, unit)]
  })
  return words.join(', ') || 'no limit'
}

/** A throughput in words: `about 25 a second`, or in the first longer unit that gives a whole number to speak of. */
export function describeRate(perSecond: number): string {
  const window =
    windows.find(({ ms }) => (perSecond * ms) / 1000 >= 2) ?? windows[windows.length - 1] ?? windows[0]
  if (!window || perSecond === Number.POSITIVE_INFINITY) return 'no limit'
  const count = (perSecond * window.ms) / 1000
  return `about ${describeLimit(count < 10 ? Math.round(count * 10) / 10 : Math.round(count), window.unit)}`
}
