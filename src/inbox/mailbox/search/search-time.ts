import { TZDate } from '@date-fns/tz'

const written =
  /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i

/** A time such as `2026-01-16`, `2026/1/16 8:30` or `2026-01-16T08:30:00Z`, where it names no zone in a given one, else in this machine's. */
export function readSearchTime(text: string, timezone?: string): Date | undefined {
  const found = written.exec(text.trim())
  if (!found) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map(digits => (digits === undefined ? undefined : Number(digits)))
  const zone = found[7] ?? timezone
  const time = timeIn(zone === undefined || isZone(zone) ? zone : undefined, [
    year,
    month - 1,
    day,
    hour,
    minute,
    second,
  ])
  return Number.isNaN(time.getTime()) ? undefined : time
}

type Fields = [number, number, number, number, number, number]

function timeIn(zone: string | undefined, fields: Fields): Date {
  return zone === undefined ? new Date(...fields) : new Date(new TZDate(...fields, zone).getTime())
}

function isZone(zone: string): boolean {
  return !Number.isNaN(new TZDate(2026, 0, 1, zone).getTime())
}
