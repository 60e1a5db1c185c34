import { UsageError } from '../../errors.ts'
import { addDays, type Day, daysBetween, firstDay, isoWeekOf, mondayOf } from '../days.ts'

/** Calendar days, both ends included, in the newsletter's time zone (IANA name). */
export interface Window {
  from: Day
  to: Day
  timezone: string
}

const isoWeek = /^(\d{4})-?W(\d{1,2})$/i
const span = /^(\d{1,4})\s*([dw])$/i

/** Monday to Sunday of an ISO week such as `2026-W03`; throws a UsageError for a week that the year does not have. */
export function weekWindow(week: string, timezone: string): Window {
  const [, year, number] = isoWeek.exec(week) ?? []
  if (!year) throw new UsageError(`"${week}" is not an ISO week: expected one such as 2026-W03`)
  // The last week of 9999 ends in a year of five digits.
  if (year < '1600' || year > '9998')
    throw new UsageError(`"${week}" is not a week of the years 1600 to 9998: expected one such as 2026-W03`)
  // The first ISO week of a year is the one with 4 January in it, and the last the one with 28 December.
  const weeksInYear = Number(isoWeekOf(`${year}-12-28`).slice(-2))
  if (Number(number) < 1 || Number(number) > weeksInYear)
    throw new UsageError(`${year} has no week ${number}: its weeks are 1 to ${weeksInYear}`)
  return weekAround(addDays(`${year}-01-04`, (Number(number) - 1) * 7), timezone)
}

/** Monday to Sunday of the ISO week that a day belongs to; of the week that 1600 begins in, its days of 1600. */
export function weekAround(day: Day, timezone: string): Window {
  const from = mondayOf(day)
  return { from: from < firstDay ? firstDay : from, to: addDays(from, 6), timezone }
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
export function weekOf({ from, to }: Window): string | undefined {
  return from === mondayOf(from) && daysBetween(from, to) === 6 ? isoWeekOf(from) : undefined
}

/** True for a day between both ends of the window. */
export const isWithin = (day: Day, window: Window): boolean => window.from <= day && day <= window.to
