import { describe, expect, it } from 'vitest'
import { endOfDay } from '../../src/posts/days.ts'

describe('endOfDay', () => {
  it.each([
    ['2026-01-18', 'Asia/Shanghai', '2026-01-18T15:59:59.000Z'],
    ['2026-01-18', 'America/New_York', '2026-01-19T04:59:59.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.000Z'],
    ['2026-12-31', 'UTC', '2026-12-31T23:59:59.000Z'],
  ])('of %s in %s is %s', (day, timezone, end) => {
    expect(endOfDay(day, timezone).toISOString()).toBe(end)
  })
})
