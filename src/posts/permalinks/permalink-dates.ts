import { daysBetween, isoWeekOf } from '../days.ts'

/** A day and the time of that day, as an address names them. */
export interface Moment {
  day: string
  time?: string
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

const words: Record<string, (moment: Parts) => string | number> = {
  year: ({ year }) => year,
  month: ({ month }) => pad(month),
  day: ({ date }) => pad(date),
  hour: ({ time }) => time.slice(0, 2),
  minute: ({ time }) => time.slice(3, 5),
  second: ({ time }) => time.slice(6, 8),
  i_month: ({ month }) => month,
  i_day: ({ date }) => date,
  short_year: ({ year }) => String(year).slice(2),
  short_month: ({ month }) => monthName(month).slice(0, 3),
  long_month: ({ month }) => monthName(month),
  monthname: ({ month }) => monthName(month),
  y_day: ({ yearDay }) => String(yearDay).padStart(3, '0'),
  yearday: ({ yearDay }) => yearDay,
  week: ({ day }) => isoWeekOf(day).slice(-2),
  w_year: ({ day }) => isoWeekOf(day).slice(0, 4),
  w_day: ({ weekday }) => weekday || 7,
  short_day: ({ weekday }) => weekdayName(weekday).slice(0, 3),
  long_day: ({ weekday }) => weekdayName(weekday),
  weekday: ({ weekday }) => weekday,
  weekdayname: ({ weekday }) => weekdayName(weekday),
}

/** The words of patterns that stand for a part of the date. */
export const dateWords: readonly string[] = Object.keys(words)

/** The part of the date that a word stands for; nothing without a date, and for words that are not `known`. */
export function dateWord(
  name: string,
  moment: Moment | undefined,
  known: readonly string[] = dateWords,
): string | undefined {
  const word = known.includes(name) ? words[name] : undefined
  return word && moment ? String(word(partsOfMoment(moment))) : undefined
}

interface Parts {
  day: string
  year: number
  month: number
  date: number
  time: string
  weekday: number
  yearDay: number
}

function partsOfMoment({ day, time = '00:00:00' }: Moment): Parts {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return { day, year, month, date, time, weekday, yearDay: daysBetween(`${year}-01-01`, day) + 1 }
}

const monthName = (month: number): string => months[month - 1] ?? ''
const weekdayName = (weekday: number): string => weekdays[weekday] ?? ''
const pad = (number: number): string => String(number).padStart(2, '0')
