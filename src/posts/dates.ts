import { type Day, dayOf } from './days.ts'
import { type Header, textAt } from './header.ts'

/** The day that an author wrote, and the time of that day where one stands beside it. */
export interface PostDate {
  day: Day
  /** `23:30:00`, as written: never moved into another time zone. */
  time?: string
  from: 'header' | 'file name' | 'folder' | 'the editor'
}

export interface DateReading {
  date?: PostDate
  warnings: string[]
}

const dateKeys = ['date', 'pubDate', 'pubDatetime', 'publishDate', 'published', 'created', 'time']

const numeric = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?|$|[^\d])/
const chinese = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/
const inWords =
  /^(?:[a-z]{3,9},?\s+)?(?:([a-z]{3,9})\.?\s+(\d{1,2})|(\d{1,2})\s+([a-z]{3,9}))(?:st|nd|rd|th)?,?\s+(\d{4})\b/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const notADate = /^(true|false|yes|no|null|~|)$/i

const inFileName = /(?:^|\/)(\d{4})-(\d{1,2})-(\d{1,2})[-_. ][^/]*$|(?:^|\/)(\d{4})-(\d{1,2})-(\d{1,2})\.\w+$/
const inFolder = /(?:^|\/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[-_/][^/]*)?\/[^/]+$/

/** The day of a post: from its header, else its file name, else its folder; a written day is never moved by a time zone. */
export function readDate(header: Header, path: string): DateReading {
  const warnings: string[] = []
  const fromPath = dateOfPath(path)
  for (const key of dateKeys) {
    const text = textAt(header, [key])
    if (text === undefined || notADate.test(text)) continue
    const date = parseDate(text)
    if (!date) {
      warnings.push(`"${key}: ${text}" names no day of the calendar`)
      continue
    }
    if (fromPath?.from === 'file name' && fromPath.day !== date.day)
      warnings.push(`the header says ${date.day}, the file name ${fromPath.day}: the header counts`)
    return { date: { ...date, from: 'header' }, warnings }
  }
  return fromPath ? { date: fromPath, warnings } : { warnings }
}

/** Reads one written date; nothing for text that names no day, or one that does not exist. */
export function parseDate(text: string): { day: Day; time?: string } | undefined {
  const trimmed = text.trim()
  const match = numeric.exec(trimmed) ?? chinese.exec(trimmed)
  if (!match) return parseWords(trimmed)
  const [, year, month, date, hour, minute, second = '00'] = match
  const day = dayOf(Number(year), Number(month), Number(date))
  if (!day) return undefined
  return hour ? { day, time: `${hour.padStart(2, '0')}:${minute}:${second}` } : { day }
}

// `November 20, 2021`, `20 Nov 2021`, `Fri, 16 Jan 2026 …`.
function parseWords(text: string): { day: Day } | undefined {
  const [, monthFirst, dateAfter, dateFirst, monthAfter, year] = inWords.exec(text) ?? []
  const month = months.indexOf((monthFirst ?? monthAfter ?? '').slice(0, 3).toLowerCase()) + 1
  const day = dayOf(Number(year), month, Number(dateAfter ?? dateFirst))
  return day === undefined ? undefined : { day }
}

function dateOfPath(path: string): PostDate | undefined {
  return dayIn(inFileName.exec(path), 'file name') ?? dayIn(inFolder.exec(path), 'folder')
}

function dayIn(match: RegExpExecArray | null, from: 'file name' | 'folder'): PostDate | undefined {
  const [year, month, date] = match?.slice(1).filter(part => part !== undefined) ?? []
  const day = dayOf(Number(year), Number(month), Number(date))
  return day ? { day, from } : undefined
}
