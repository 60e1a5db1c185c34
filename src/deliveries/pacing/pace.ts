import { type Bound, boundsOfLimits, roomWithin } from './bound.ts'
import type { Limits } from './limits.ts'
import { noLaterThan, type SentLately, withoutUnsent, withSent } from './sent-lately.ts'
import { boundsOfSlowing, endOfPause, type Slowing } from './slowing.ts'
import { dayMs } from './windows.ts'

/**
 * How fast an account of ours, or a recipient provider, was written to lately, and what slows it: plain JSON of about
 * 2 KB at most. Times are in ms since 1970.
 */
export interface Pace {
  sent: SentLately
  /** When the clock was last found to have gone back; kept for a day. */
  wentBackAt?: number
  slowing?: Slowing
  stop?: Stop
}

/** Left alone since a time, until another or, without it, until the operator resumes. */
export interface Stop {
  at: number
  until?: number
  why: string
}

/** How many messages may go now; Infinity where nothing limits them. */
export interface Allowance {
  count: number
  /** When the next may go, where none may now; absent where that is up to the operator. */
  nextAt?: Date
  /** What limits them, for people, such as `500 a day`. */
  why?: string
}

// Clocks of machines that share an account differ a little, and are no reason to count anew.
const clockToleranceMs = 1000

/** The pace of something that nothing was sent to or through. */
export const restingPace = (): Pace => ({ sent: [] })

/** How many messages may go now within the limits, with what was claimed by `spend` counted as sent. */
export function allowance(pace: Pace, limits: Limits, now: Date): Allowance {
  const nowMs = now.getTime()
  const told = byClock(pace, now)
  const hold = holdOf(told, nowMs)
  const { count, freeAt, bound } = roomWithin(told.sent, boundsOf(told, limits, nowMs), nowMs)
  if (!hold) return toAllowance(count, freeAt, bound?.why)
  const isHoldLonger = hold.until >= freeAt
  return toAllowance(0, Math.max(hold.until, freeAt), isHoldLonger ? hold.why : bound?.why)
}

function toAllowance(count: number, freeAt: number, why?: string): Allowance {
  const isDated = count === 0 && freeAt !== Number.POSITIVE_INFINITY
  return { count, ...(isDated && { nextAt: new Date(freeAt) }), ...(why !== undefined && { why }) }
}

/** Counts messages that are about to go. */
export function spend(pace: Pace, count: number, now: Date): Pace {
  if (!(count > 0)) return pace
  const { wentBackAt, ...told } = byClock(pace, now)
  const at = Math.max(now.getTime(), told.sent.at(-1)?.[0] ?? 0)
  const isRecent = wentBackAt !== undefined && now.getTime() - wentBackAt < dayMs
  return { ...told, sent: withSent(told.sent, count, at), ...(isRecent && { wentBackAt }) }
}

/**
 * Counts messages no longer that were spent within the last day and surely did not go out, as when no server could be
 * reached. Where the clock went back within a day, they stay counted: nobody knows which of the counts is theirs.
 */
export function giveBack(pace: Pace, count: number, spentAt: Date, now: Date): Pace {
  const told = byClock(pace, now)
  const isForgotten = now.getTime() - spentAt.getTime() >= dayMs
  if (!(count > 0) || isForgotten || told.wentBackAt !== undefined) return told
  return { ...told, sent: withoutUnsent(told.sent, count, spentAt.getTime()) }
}

/**
 * The pace by a clock that may have gone back: what lies in the future counts from now on. The same object where
 * nothing does; a changed one has to be kept, or else it would count from now on at each later look as well.
 */
export function byClock(pace: Pace, now: Date): Pace {
  const nowMs = now.getTime()
  const isAhead = (at = 0) => at - nowMs > clockToleranceMs
  const { slowing, stop } = pace
  const isSentAhead = isAhead(pace.sent.at(-1)?.[0])
  if (!isSentAhead && !isAhead(slowing?.at) && !isAhead(stop?.at) && !isAhead(pace.wentBackAt)) return pace
  return {
    sent: noLaterThan(pace.sent, nowMs),
    wentBackAt: nowMs,
    ...(slowing && { slowing: isAhead(slowing.at) ? { ...slowing, at: nowMs } : slowing }),
    ...(stop && { stop: isAhead(stop.at) ? movedTo(stop, nowMs) : stop }),
  }
}

const movedTo = (stop: Stop, at: number): Stop =>
  stop.until === undefined ? { ...stop, at } : { ...stop, at, until: at + stop.until - stop.at }

/** What keeps it from going on at all, and until when, in ms since 1970 or Infinity; what lasts longest. */
export function holdOf({ stop, slowing }: Pace, now: number): { until: number; why: string } | undefined {
  const stoppedUntil = stop ? (stop.until ?? Number.POSITIVE_INFINITY) : 0
  const pausedUntil = slowing ? endOfPause(slowing) : 0
  if (stop && stoppedUntil > now && stoppedUntil >= pausedUntil) return { until: stoppedUntil, why: stop.why }
  if (slowing && pausedUntil > now) return { until: pausedUntil, why: slowing.why }
  return undefined
}

/** Everything that limits it now: the limits of the settings, and what it was slowed down to. */
export function boundsOf({ slowing }: Pace, limits: Limits, now: number): Bound[] {
  const bounds = boundsOfLimits(limits)
  return slowing ? [...bounds, ...boundsOfSlowing(slowing, now)] : bounds
}
