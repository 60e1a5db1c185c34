import { type Day, dayOf } from './days.ts'
import { type Header, type HeaderValues, textEntries, textEntry } from './headers/header.ts'
import { dateOfPath } from './path-date.ts'

/** The day that an author wrote, and the time of that day where one stands beside it. */
export interface PostDate {
  day: Day
  /** `23:30:00`, as written: never moved into another time zone. */
  time?: string
  from: 'header' | 'file name' | 'folder' | 'permalink' | 'sidecar' | 'git' | 'translation' | 'the editor'
  /** The key of header or sidecar, as it is written there. */
  key?: string
}

export interface DateReading {
  date?: PostDate
  warnings: string[]
}

/** Where a day may stand in a header, the first one first. */
export const dateKeys = [
  'date',
  'pubDate',
  'pubDatetime',
  'publishDate',
  'published',
  'publishedAt',
  'datePublished',
  'created',
  'createdAt',
  'createTime',
  'dateCreated',
  'createdDate',
  'publishedDate',
  'time',
  'datetime',
  'postdate',
  'extra.date',
  '日期',
  '发布日期',
  '发布时间',
]

const permalinkKeys = ['permalink', 'url', 'path', 'slug']

const numeric = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?|$|[^\d])/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const chinese = /^(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/
const inWords =
  /^(?:[a-z]{3,9},?\s{1,3})?(?:([a-z]{3,9})\.?\s{1,3}(\d{1,2})|(\d{1,2})\s{1,3}([a-z]{3,9}))(?:st|nd|rd|th)?,?\s{1,3}(?:\d{1,2}:\d{2}(?::\d{2})?\s{1,3}(?:[A-Z]{3,4}\s{1,3})?)?(\d{4})\b/i
const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/
const monthOnly = /^(\d{4})(?:[-/.](\d{1,2}))?$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const notADate = /^(true|false|yes|no|null|~|)$/i
const inAddress = /(?:^|[/-])((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})(?=[-/]|$)/

/**
 * The day of a post: from its header, else its file name, its folder, an address in its header, or the JSON file beside
 * it. A written day is never moved by a time zone.
 */
export function readDate(header: Header, path: string): DateReading {
  const warnings: string[] = []
  const { format, values, sidecar } = header
  const fromPath = dateOfPath(path)
  const written = writtenDate({ format, values }, 'header', warnings)
  if (written && fromPath?.from === 'file name' && fromPath.day !== written.day)
    warnings.push(`the header says ${written.day}, the file name ${fromPath.day}: the header counts`)
  const date = written ?? fromPath ?? dateOfAddress(header) ?? dateBeside(sidecar, warnings)
  return date ? { date, warnings } : { warnings }
}

/** Reads one written date; nothing for text that names no day, or one that does not exist. */
export function parseDate(text: string): { day: Day; time?: string } | undefined {
  const trimmed = text.trim().replace(/^["']|["']$/g, '')
  const match = numeric.exec(trimmed) ?? chinese.exec(trimmed) ?? compact.exec(trimmed)
  if (!match) return parseDayFirst(trimmed) ?? parseWords(trimmed)
  const [, year, month, date, hour, minute, second = '00'] = match
  const day = dayOf(Number(year), Number(month), Number(date))
  if (!day) return undefined
  return hour ? { day, time: `${hour.padStart(2, '0')}:${minute}:${second}` } : { day }
}

// Of several keys the first that can be read counts; the others are told of only when none can.
function writtenDate(header: Header, from: 'header' | 'sidecar', warnings: string[]): PostDate | undefined {
  for (const { key, value } of textEntries(header, dateKeys)) {
    if (notADate.test(value)) continue
    const date = parseDate(value)
    if (date) return { ...date, from, key }
    const guess = firstDayOf(value) ?? dayOfSeconds(value)
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
    warnings.push(
      guess
        ? `"${key}: ${shown}" names no day: it counts as ${guess}`
        : `"${key}: ${shown}" names no day of the calendar${isAmbiguous(value) ? ': day or month first?' : ''}`,
    )
    if (guess) return { day: guess, from, key }
  }
  return undefined
}

const dateBeside = (sidecar: HeaderValues | undefined, warnings: string[]): PostDate | undefined =>
  sidecar && writtenDate({ format: 'json', values: sidecar }, 'sidecar', warnings)

// Seconds or milliseconds since 1970, as programs write them.
function dayOfSeconds(text: string): Day | undefined {
  if (!/^(\d{10}|\d{13})$/.test(text)) return undefined
  return new Date(Number(text.padEnd(13, '0'))).toISOString().slice(0, 10)
}

const isAmbiguous = (text: string): boolean => dayFirst.test(text)

function firstDayOf(text: string): Day | undefined {
  const [, year, month = '1'] = monthOnly.exec(text) ?? []
  return dayOf(Number(year), Number(month), 1)
}

// `31-12-2024`, and `12/31/2024`: which is the day can be told where it is over 12.
function parseDayFirst(text: string): { day: Day } | undefined {
  const [, first, second, year] = dayFirst.exec(text) ?? []
  if (Number(first) <= 12 && Number(second) <= 12 && first !== second) return undefined
  const [month, date] = Number(second) > 12 ? [first, second] : [second, first]
  const day = dayOf(Number(year), Number(month), Number(date))
  return day === undefined ? undefined : { day }
}

// `November 20, 2021`, `20 Nov 2021`, `Fri, 16 Jan 2026 …`, `Tue Jan 5 10:00:00 2021`.
function parseWords(text: string): { day: Day } | undefined {
  const [, monthFirst, dateAfter, dateFirst, monthAfter, year] = inWords.exec(text) ?? []
  const month = months.indexOf((monthFirst ?? monthAfter ?? '').slice(0, 3).toLowerCase()) + 1
  const day = dayOf(Number(year), month, Number(dateAfter ?? dateFirst))
  return day === undefined ? undefined : { day }
}

function dateOfAddress({ format, values }: Header): PostDate | undefined {
  const entry = textEntry({ format, values }, permalinkKeys)
  const [, year, month, date] = inAddress.exec(entry?.value.slice(0, 500) ?? '') ?? []
  const day = dayOf(Number(year), Number(month), Number(date))
  return entry && day ? { day, from: 'permalink', key: entry.key } : undefined
}
