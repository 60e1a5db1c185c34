import type { Bound } from './bound.ts'
import { describeLimit } from './describe-limits.ts'
import { hourMs, minuteMs, secondMs } from './windows.ts'

/** That a server asked to go slower: first a pause, then a rate that doubles until it limits nothing. */
export interface Slowing {
  /** When it was asked for, in ms since 1970. */
  at: number
  waitMs: number
  /** How many messages a minute may go right after the pause. */
  perMinute: number
  /** How often it was asked for; quiet times are taken off. */
  times: number
  why: string
}

const stepMs = 10 * minuteMs
// More than any server takes.
const unlimitedPerMinute = 1_000_000

/** When its pause ends, in ms since 1970. */
export const endOfPause = ({ at, waitMs }: Slowing): number => at + waitMs

const stepsUntil = (slowing: Slowing, now: number): number =>
  Math.max(0, Math.floor((now - endOfPause(slowing)) / stepMs))

/** What it allows a minute now; Infinity where it limits nothing any more. */
export function slowedRate(slowing: Slowing, now: number): number {
  const perMinute = slowing.perMinute * 2 ** stepsUntil(slowing, now)
  return perMinute < unlimitedPerMinute ? perMinute : Number.POSITIVE_INFINITY
}

/** What it bounds now: a minute, and the seconds of it, so that a minute's messages do not go at once. */
export function boundsOfSlowing(slowing: Slowing, now: number): Bound[] {
  const perMinute = slowedRate(slowing, now)
  if (perMinute === Number.POSITIVE_INFINITY) return []
  const isPassing = true
  const why = `slowed down to ${describeLimit(perMinute, 'minute')}`
  return [
    { windowMs: secondMs, count: Math.ceil(perMinute / 60), why, isPassing },
    { windowMs: minuteMs, count: perMinute, why, isPassing },
  ]
}

/** How often it was asked for, of late: each ten minutes of quiet make up for one. */
export const timesOfLate = (slowing: Slowing, now: number): number =>
  Math.max(0, slowing.times - stepsUntil(slowing, now))

/** How long to pause at the first, second, … time: a minute, doubled each time, up to an hour. */
export const pauseMs = (times: number): number => Math.min(hourMs, minuteMs * 2 ** (times - 1))
