import { createRequire } from 'node:module'
import { TZDate } from '@date-fns/tz/date'
import { UsageError } from '../errors.ts'

type Calendar = typeof import('date-fns/addDays') &
  typeof import('date-fns/getISOWeek') &
  typeof import('date-fns/getISOWeekYear')

// For date-fns, Node reads a package.json of 200 KB, in 9 MB of memory, and once for each file that is imported: only who
// reckons with days has it loaded.
const require = createRequire(import.meta.url)
const parts = ['date-fns/addDays', 'date-fns/getISOWeek', 'date-fns/getISOWeekYear']
let loaded: Calendar | undefined

function calendar(): Calendar {
  loaded ??= Object.assign({}, ...parts.map(part => require(part))) as Calendar
  return loaded
}

/** A calendar day of the years 1600 to 9999, as `2026-01-16`: text order is time order. */
export type Day = string

/** The first day of all. */
export const firstDay: Day = '1600-01-01'

const written = /^(\d{4})-(\d{2})-(\d{2})$/

/** `2026-01-16` for 2026, 1, 16, and nothing for a day of other years or that no calendar has, such as 2017-02-29. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const found = new Date(Date.UTC(year, month - 1, date))
  const isThere = found.getUTCMonth() === month - 1 && found.getUTCDate() === date
  if (year < 1600 || year > 9999 || !isThere) return undefined
  return `${year}-${pad(month)}-${pad(date)}`
}

/** Reads a day from the command line; throws a UsageError that quotes what was written. */
export function parseDay(text: string): Day {
  const [, year, month, date] = written.exec(text) ?? []
  const day = dayOf(Number(year), Number(month), Number(date))
  if (day) return day
  const years = year && year < '1600' ? ' of the years 1600 to 9999' : ''
  throw new UsageError(`"${text}" is not a day${years}: expected one such as 2026-01-16`)
}

/** The day `days` after `day`; negative counts go back. */
export const addDays = (day: Day, days: number): Day => dayOfDate(calendar().addDays(atMidnight(day), days))

/** How many days `later` is after `earlier`. */
export const daysBetween = (earlier: Day, later: Day): number =>
  (Date.parse(later) - Date.parse(earlier)) / 86_400_000

/** The day that it is at `instant` in `timezone` (IANA name). */
export const dayAt = (instant: Date, timezone: string): Day => dayOfDate(new TZDate(instant, timezone))

/** The instant at which a day ends in `timezone`, to the second. */
export function endOfDay(day: Day, timezone: string): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return new Date(new TZDate(year, month - 1, date, 23, 59, 59, timezone).getTime())
}

/** True for a name of the IANA time zone database, such as `Asia/Shanghai`. */
export function isTimezone(name: string): boolean {
  // A formatter costs 8 MB of memory, and is needed for the names of old only.
  timezones ??= new Set(Intl.supportedValuesOf('timeZone'))
  if (timezones.has(name)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

let timezones: Set<string> | undefined

/** The time zone that the machine is set to, and UTC where that is none of the database. */
export function timezoneOfMachine(): string {
  const name: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone
  return name !== undefined && isTimezone(name) ? name : 'UTC'
}

/** `2026-W03`, the ISO week that a day belongs to. */
export function isoWeekOf(day: Day): string {
  const { getISOWeek, getISOWeekYear } = calendar()
  const date = atMidnight(day)
  return `${getISOWeekYear(date)}-W${pad(getISOWeek(date))}`
}

/** The Monday of the ISO week that a day belongs to. */
export function mondayOf(day: Day): Day {
  const weekday = atMidnight(day).getDay() || 7
  return addDays(day, 1 - weekday)
}

const atMidnight = (day: Day): TZDate => new TZDate(`${day}T00:00:00Z`, 'UTC')

// Not date-fns/format: its locales take longer to load than a week of posts to read.
const dayOfDate = (date: TZDate): Day =>
  [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-')

const pad = (number: number): string => String(number).padStart(2, '0')
