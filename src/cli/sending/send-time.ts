import { TZDate } from '@date-fns/tz/date'
import { UsageError } from '../../errors.ts'
import { dayOf } from '../../posts/days.ts'

const local = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})$/
const absolute = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/
const longestMs = 366 * 24 * 60 * 60 * 1000

/** The time of `--at`, such as `2026-01-19 08:00` in the newsletter's time zone; throws a UsageError for any other text, and for the past. */
export function readSendTime(written: string, timezone: string, now: Date): Date {
  const at = absoluteTime(written) ?? localTime(written, timezone)
  if (!at || Number.isNaN(at.getTime()))
    throw new UsageError(`--at: "${written}" is no time: expected one such as "2026-01-19 08:00"`, {
      wayOut: `It is read in the time zone of the newsletter, ${timezone}, and has to be one that its clocks show; write 2026-01-19T08:00Z for UTC.`,
    })
  if (at < now) throw new UsageError(`--at: ${sayTime(at, timezone)} is over`)
  if (at.getTime() - now.getTime() > longestMs)
    throw new UsageError(`--at: ${sayTime(at, timezone)} is more than a year away`)
  return at
}

function absoluteTime(written: string): Date | undefined {
  const [, year, month, day] = (absolute.exec(written) ?? []).map(Number)
  // A day that no calendar has would be moved.
  const isThere = year !== undefined && dayOf(year, month ?? 0, day ?? 0) !== undefined
  return isThere ? new Date(written) : undefined
}

function localTime(written: string, timezone: string): Date | undefined {
  const [, year, month, day, hour, minute] = (local.exec(written) ?? []).map(Number)
  if (year === undefined || month === undefined) return undefined
  const at = new Date(new TZDate(year, month - 1, day ?? 0, hour ?? 0, minute ?? 0, timezone).getTime())
  // A day that no calendar has, or an hour that clocks leave out, would be moved.
  return sayTime(at, timezone).startsWith(written.replace('T', ' ')) ? at : undefined
}

/** `2026-01-19 08:00 Asia/Shanghai`. */
export function sayTime(at: Date, timezone: string): string {
  const there = new TZDate(at, timezone)
  const pad = (value: number) => String(value).padStart(2, '0')
  const day = `${there.getFullYear()}-${pad(there.getMonth() + 1)}-${pad(there.getDate())}`
  return `${day} ${pad(there.getHours())}:${pad(there.getMinutes())} ${timezone}`
}

const minuteMs = 60_000

/** `about 40 minutes`. */
export function sayDuration(ms: number): string {
  if (ms < minuteMs) return 'less than a minute'
  const minutes = Math.round(ms / minuteMs)
  if (minutes < 90) return `about ${counted(minutes, 'minute')}`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `about ${counted(hours, 'hour')}` : `about ${counted(Math.round(hours / 24), 'day')}`
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
