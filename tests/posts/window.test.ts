import { describe, expect, it } from 'vitest'
import { dayAt, isoWeekOf, parseDay } from '../../src/posts/days.ts'
import { daysWindow, lastWindow, weekAround, weekOf, weekWindow } from '../../src/posts/selection/window.ts'

const zone = 'Asia/Shanghai'

describe('weekWindow', () => {
  it.each([
    ['2026-W03', '2026-01-12', '2026-01-18'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2024-w9', '2024-02-26', '2024-03-03'],
    ['2021-W01', '2021-01-04', '2021-01-10'],
    ['1600-W01', '1600-01-03', '1600-01-09'],
    ['9998-W53', '9998-12-28', '9999-01-03'],
  ])('%s goes from Monday %s to Sunday %s', (week, from, to) => {
    expect(weekWindow(week, zone)).toEqual({ from, to, timezone: zone })
  })

  it.each(['2025-W53', '2026-W00', '2026-W54', '2026-03', 'W03', ''])('refuses "%s"', week => {
    expect(() => weekWindow(week, zone)).toThrow(/not an ISO week|has no week/)
  })

  it.each(['1050-W10', '1599-W52', '9999-W52', '0000-W01'])('refuses %s for its year', week => {
    expect(() => weekWindow(week, zone)).toThrow(`"${week}" is not a week of the years 1600 to 9998`)
  })

  it('is found again from its days', () => {
    for (const week of ['2026-W01', '2026-W53', '2020-W53', '2025-W30'])
      expect(weekOf(weekWindow(week, zone))).toBe(week)
    expect(weekOf(daysWindow('2026-01-12', '2026-01-17', zone))).toBeUndefined()
  })
})

describe('other windows', () => {
  it('are no week where they end or begin in other years', () => {
    expect(weekOf(daysWindow('1600-01-01', '9999-12-31', zone))).toBeUndefined()
    expect(weekAround('1600-01-01', zone)).toMatchObject({ from: '1600-01-01', to: '1600-01-02' })
  })

  it('7d are the seven days that end today', () => {
    expect(lastWindow('7d', '2026-01-18', zone)).toMatchObject({ from: '2026-01-12', to: '2026-01-18' })
    expect(lastWindow('2w', '2026-01-18', zone)).toMatchObject({ from: '2026-01-05', to: '2026-01-18' })
  })

  it.each(['0d', '7', 'd', '-3d', '7m'])('"%s" is no number of days', span => {
    expect(() => lastWindow(span, '2026-01-18', zone)).toThrow('not a number of days')
  })

  it('may not end before they begin', () => {
    expect(() => daysWindow('2026-01-18', '2026-01-12', zone)).toThrow('ends before it begins')
  })

  it('take days that exist only', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29')
    for (const day of ['2026-02-29', '2026-1-5', 'today'])
      expect(() => parseDay(day)).toThrow('is not a day:')
    for (const day of ['1050-03-04', '0026-01-16'])
      expect(() => parseDay(day)).toThrow(
        `"${day}" is not a day of the years 1600 to 9999: expected one such as`,
      )
  })
})

describe('days', () => {
  it('are those of the time zone', () => {
    const evening = new Date('2026-01-18T17:00:00Z')
    expect(dayAt(evening, 'Asia/Shanghai')).toBe('2026-01-19')
    expect(dayAt(evening, 'America/New_York')).toBe('2026-01-18')
  })

  it('belong to ISO weeks, also across the year', () => {
    expect(isoWeekOf('2025-12-29')).toBe('2026-W01')
    expect(isoWeekOf('2027-01-03')).toBe('2026-W53')
  })
})
