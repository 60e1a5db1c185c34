// ISO 8601, SQL, and Go: 2024-05-01T10:11:12.123Z, 2024-05-01 10:11:12, 2024-05-01 10:11:12.123456 +0200 CEST
const form =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d)(?: [A-Z]{1,5}| [+-]\d{2,4})?)?$/i

/**
 * The time of a cell, in UTC where it names no zone; nothing for any other text. Days such as 5/1/2024 are read by
 * nobody: whether this is in May or in January depends on who wrote it.
 */
export function readTime(cell: string): Date | undefined {
  const parts = form.exec(cell.trim())
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(numberOf)
  const ms = numberOf(parts[7]?.padEnd(3, '0').slice(0, 3))
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const [hours, minutes] = [numberOf(parts[9]), numberOf(parts[10])]
  const isTime = hour < 24 && minute < 60 && second < 60 && hours < 15 && minutes < 60
  if (year < earliest || !isTime || !isDay(new Date(local), month, day)) return undefined
  const offset = (hours * 60 + minutes) * 60_000
  const at = new Date(parts[8] === '-' ? local + offset : local - offset)
  // What is written in UTC is to be read again.
  return at.getUTCFullYear() < earliest || at.getUTCFullYear() > 9999 ? undefined : at
}

const earliest = 1900
const numberOf = (digits = '0'): number => Number(digits)

// February 30 would be March 1 or 2.
const isDay = (at: Date, month: number, day: number): boolean =>
  at.getUTCMonth() === month - 1 && at.getUTCDate() === day

/** `2024-05-01 10:11:12`, in UTC. */
export const sqlTime = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')

/** As Go prints it: `2024-05-01 10:11:12.123 +0000 UTC`. */
export const goTime = (at: Date): string => `${at.toISOString().slice(0, -1).replace('T', ' ')} +0000 UTC`
