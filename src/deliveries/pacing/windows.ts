import type { Limits } from './limits.ts'

/** What a limit is counted in. */
export type Unit = keyof Limits

export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** The windows that limits are about, shortest first. */
export const windows: readonly { unit: Unit; ms: number }[] = [
  { unit: 'second', ms: secondMs },
  { unit: 'minute', ms: minuteMs },
  { unit: 'hour', ms: hourMs },
  { unit: 'day', ms: dayMs },
]
