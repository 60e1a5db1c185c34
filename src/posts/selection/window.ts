import { UsageError } from '../../errors.ts'
import { addDays, type Day, dayOf, isoWeekOf } from '../days.ts'

/** Calendar days, both ends included, in the newsletter's time zone (IANA name). */
export interface Window {
  from: Day
  to: Day
  timezone: string
}

const isoWeek = /^((?:1[1-9]|[2-9]\d)\d\d)-?W(\d{1,2})$/i
const span = /^(\d{1,4})\s*([dw])$/i

/** Monday to Sunday of an ISO week such as `2026-W03`; throws a UsageError for a week that the year does not have. */
export function weekWindow(week: string, timezone: string): Window {
  const [, year, number] = isoWeek.exec(week) ?? []
  if (!year) throw new UsageError(`"${week}" is not an ISO week: expected one such as 2026-W03`)
  const weeksInYear = Number(isoWeekOf(`${year}-12-28`).slice(-2))
  if (Number(number) < 1 || Number(number) > weeksInYear)
    throw new UsageError(`${year} has no week ${number}: its weeks are 1 to ${weeksInYear}`)
  const from = addDays(firstMonday(Number(year)), (Number(number) - 1) * 7)
  return { from, to: addDays(from, 6), timezone }
}

/** The days that end today, such as the 7 of `7d` or the 14 of `2w`. */
export function lastWindow(text: string, today: Day, timezone: string): Window {
  const [, count, unit] = span.exec(text.trim()) ?? []
  const days = Number(count) * (unit?.toLowerCase() === 'w' ? 7 : 1)
  if (!unit || days < 1)
    throw new UsageError(`"${text}" is not a number of days: expected one such as 7d or 2w`)
  return { from: addDays(today, 1 - days), to: today, timezone }
}

/** From one day to another; throws a UsageError when they are the wrong way round. */
export function daysWindow(from: Day, to: Day, timezone: string): Window {
  if (from > to) throw new UsageError(`The window ends before it begins: from ${from} to ${to}`)
  return { from, to, timezone }
}

/** The ISO week such as `2026-W03` that a window is, if it is one. */
export function weekOf(window: Window): string | undefined {
  const week = isoWeekOf(window.from)
  const { from, to } = weekWindow(week, window.timezone)
  return from === window.from && to === window.to ? week : undefined
}

/** True for a day between both ends of the window. */
export const isWithin = (day: Day, window: Window): boolean => window.from <= day && day <= window.to

// The first ISO week of a year is the one with 4 January in it, and the last the one with 28 December.
function firstMonday(year: number): Day {
  const fourth = dayOf(year, 1, 4) as Day
  const weekday = new Date(`${fourth}T00:00:00Z`).getUTCDay() || 7
  return addDays(fourth, 1 - weekday)
}
