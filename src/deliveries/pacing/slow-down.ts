import { byClock, type Pace } from './pace.ts'
import { sentWithin } from './sent-lately.ts'
import { endOfPause, pauseMs, type Slowing, slowedRate, timesOfLate } from './slowing.ts'
import { hourMs, minuteMs } from './windows.ts'

/** How a server asked to go slower. */
export interface SlowDown {
  /** How long it wants to be left alone, where its rules are known. */
  waitMs?: number
  /** For people, such as `QQ limits how often this sender may write`. */
  why?: string
}

// Many messages are under way at once: a pause is never so short that their replies count as further ones.
const shortestPauseMs = 1000

/**
 * Backs off: a pause of `waitMs`, else of a minute that doubles with each further time up to an hour; then half the
 * rate at which it went before, which doubles each ten minutes. What is asked for during the pause only makes it longer.
 */
export function slowDown(pace: Pace, now: Date, { waitMs, why = 'asked to slow down' }: SlowDown = {}): Pace {
  const told = byClock(pace, now)
  const nowMs = now.getTime()
  const wantedMs = Number.isFinite(waitMs) ? Math.max(shortestPauseMs, waitMs ?? 0) : undefined
  const { slowing } = told
  if (slowing && nowMs < endOfPause(slowing))
    return { ...told, slowing: prolonged(slowing, nowMs + (wantedMs ?? 0)) }
  const times = (slowing ? timesOfLate(slowing, nowMs) : 0) + 1
  const perMinute = Math.max(1, Math.floor(rateBefore(told, nowMs) / 2))
  return { ...told, slowing: { at: nowMs, waitMs: wantedMs ?? pauseMs(times), perMinute, times, why } }
}

const prolonged = (slowing: Slowing, until: number): Slowing => ({
  ...slowing,
  waitMs: Math.max(slowing.waitMs, until - slowing.at),
})

// In messages a minute. Right after a pause, the counts tell of the pause.
function rateBefore({ sent, slowing }: Pace, now: number): number {
  if (slowing && now < endOfPause(slowing) + minuteMs) return slowedRate(slowing, now)
  return Math.max(sentWithin(sent, minuteMs, now), sentWithin(sent, hourMs, now) / 60)
}

/** Leaves it alone until a time, for a reason such as `QQ does not know this sender`; never shortens a stop. */
export function stopUntil(pace: Pace, now: Date, until: Date, why: string): Pace {
  const told = byClock(pace, now)
  const isLonger = told.stop && (told.stop.until ?? Number.POSITIVE_INFINITY) >= until.getTime()
  return isLonger ? told : { ...told, stop: { at: now.getTime(), until: until.getTime(), why } }
}

/** Leaves it alone until the operator resumes. */
export function stopped(pace: Pace, now: Date, why: string): Pace {
  return { ...byClock(pace, now), stop: { at: now.getTime(), why } }
}

/** Whether it waits for the operator. */
export const isStopped = ({ stop }: Pace): boolean => stop !== undefined && stop.until === undefined

/** Goes on as the operator wants: no stop, no pause; the rate that it was slowed down to stays. */
export function released({ stop: _, slowing, ...pace }: Pace, now: Date): Pace {
  if (!slowing) return pace
  const waitMs = Math.max(0, Math.min(slowing.waitMs, now.getTime() - slowing.at))
  return { ...pace, slowing: { ...slowing, waitMs } }
}
