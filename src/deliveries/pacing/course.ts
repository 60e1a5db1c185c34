import { type Bound, roomWithin } from './bound.ts'
import type { Limits } from './limits.ts'
import { boundsOf, holdOf, type Pace } from './pace.ts'
import { withSent } from './sent-lately.ts'

/** An account or a provider in the course of a plan that is only imagined. */
export interface Course {
  /** Such as `account smtp`. */
  name: string
  weight: number
  /** How many messages it may still get; Infinity for an account. */
  left: number
  limits: Limits
  pace: Pace
  /** What it takes without limits, in messages a millisecond; Infinity where only limits count. */
  perMs: number
  rateWhy: string
  /** The part of a message for which the last steps were too short. */
  carried: number
}

/** What keeps it from going faster; `perMs` is what it comes to in the long run, absent for what passes. */
export interface Reason {
  why: string
  perMs?: number
}

/** What it may take from a time on; nothing before `openAt`, in ms since 1970, Infinity where it waits for the operator. */
export interface Outlook {
  course: Course
  openAt: number
  /** At most so many, by the limits whose windows are followed. */
  room: number
  roomReason: Reason
  /** At most so fast, in messages a millisecond. */
  perMs: number
  rateReason: Reason
}

// Steps much shorter than a window follow its bursts; in longer ones, a limit is as good as a rate.
const stepsInWindow = 4

/** What it may take from now on, where the plan is gone through in steps of at most `grainMs`. */
export function outlookOf(course: Course, now: number, grainMs: number): Outlook {
  const { pace, limits } = course
  let { perMs } = course
  let rateReason: Reason = { why: course.rateWhy, perMs }
  const hold = holdOf(pace, now)
  if (hold) return { course, openAt: hold.until, room: 0, roomReason: { why: hold.why }, perMs, rateReason }
  const bounds = boundsOf(pace, limits, now)
  const isFollowed = (windowMs: number) => windowMs >= stepsInWindow * grainMs
  for (const bound of bounds.filter(({ windowMs }) => !isFollowed(windowMs)))
    if (rateOf(bound) < perMs) [perMs, rateReason] = [rateOf(bound), reasonOf(bound)]
  const followed = bounds.filter(({ windowMs }) => isFollowed(windowMs))
  const { count: room, freeAt, bound } = roomWithin(pace.sent, followed, now)
  const openAt = perMs > 0 ? freeAt : Number.POSITIVE_INFINITY
  return { course, openAt, room, roomReason: bound ? reasonOf(bound) : rateReason, perMs, rateReason }
}

const rateOf = ({ count, windowMs }: Bound): number => count / windowMs

const reasonOf = (bound: Bound): Reason =>
  bound.isPassing ? { why: bound.why } : { why: bound.why, perMs: rateOf(bound) }

/** How many it takes in a step. */
export const takenIn = ({ course, room, perMs }: Outlook, stepMs: number): number =>
  Math.min(course.left, room, Math.floor(perMs * stepMs + course.carried))

/** What keeps it from taking more in a step: a limit, its rate; nothing where it has all. */
export function whyNoMore(outlook: Outlook, stepMs: number): Reason | undefined {
  const taken = takenIn(outlook, stepMs)
  if (taken === outlook.course.left) return undefined
  return taken === outlook.room ? outlook.roomReason : outlook.rateReason
}

/** Takes messages in a step, and keeps what was left of it below one message. */
export function take({ course, perMs }: Outlook, count: number, now: number, stepMs: number): void {
  if (count > 0) course.pace = { ...course.pace, sent: withSent(course.pace.sent, count, now) }
  const budget = perMs * stepMs + course.carried - count
  course.carried = Number.isFinite(budget) ? Math.max(0, Math.min(1, budget)) : 0
  course.left -= count
}
