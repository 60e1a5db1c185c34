import { utcDay } from '../utc-day.ts'
import type { Days } from './segment.ts'

const form = /^(?:(?<sign>[<>]=?)?(?<day>[\d-]+)|(?<from>[\d-]+)\.\.(?<to>[\d-]+))$/

/** Days such as `2026-01-01..2026-01-31`, `>=2026-01-01` or `2026-01-01`; nothing for any other text. */
export function readDays(text: string): Days | undefined {
  const { sign, day, from = day, to = day } = form.exec(text)?.groups ?? {}
  if (from === undefined || to === undefined || !isDay(from) || !isDay(to) || from > to) return undefined
  if (sign === undefined) return { from, to }
  const bound = sign.length === 2 ? from : dayBeside(from, sign === '>' ? 1 : -1)
  if (!isDay(bound)) return undefined
  return sign.startsWith('>') ? { from: bound } : { to: bound }
}

/** Days as `readDays` reads them. */
export function writeDays({ from, to }: Days): string {
  if (from === undefined) return `<=${to}`
  if (to === undefined) return `>=${from}`
  return from === to ? from : `${from}..${to}`
}

const msPerDay = 86_400_000
const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`)
const dayBeside = (day: string, days: number): string =>
  utcDay(new Date(midnight(day).getTime() + days * msPerDay))

// The thirty-first of February would be one of March.
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(midnight(text).getTime()) &&
  utcDay(midnight(text)) === text
