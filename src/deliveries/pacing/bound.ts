import { describeLimit } from './describe-limits.ts'
import type { Limits } from './limits.ts'
import { belowLimitAt, type SentLately, sentWithin } from './sent-lately.ts'
import { windows } from './windows.ts'

/** At most `count` messages in any `windowMs`. */
export interface Bound {
  windowMs: number
  count: number
  /** For people, such as `500 a day`. */
  why: string
  /** Lifted by and by, as after a slow-down. */
  isPassing?: true
}

/** Limits as bounds, shortest window first. */
export function boundsOfLimits(limits: Limits): Bound[] {
  return windows.flatMap(({ unit, ms }) => {
    const count = limits[unit]
    return count === undefined
      ? []
      : [{ windowMs: ms, count: Math.floor(count), why: describeLimit(count, unit) }]
  })
}

/** How many may go: Infinity without bounds. Where none may, the next may at `freeAt`, in ms since 1970 or Infinity. */
export interface Room {
  count: number
  freeAt: number
  /** The one that says so. */
  bound?: Bound
}

/** How many may go within all bounds. */
export function roomWithin(sent: SentLately, bounds: readonly Bound[], now: number): Room {
  let room: Room = { count: Number.POSITIVE_INFINITY, freeAt: now }
  for (const bound of bounds) {
    const { windowMs, count: limit } = bound
    const count = Math.max(0, limit - sentWithin(sent, windowMs, now))
    const freeAt = count > 0 ? now : belowLimitAt(sent, limit, windowMs)
    if (count < room.count || freeAt > room.freeAt) room = { count, freeAt, bound }
  }
  return room
}
