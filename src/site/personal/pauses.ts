import type { Subscriber } from '../../subscribers/subscriber.ts'

const weekMs = 7 * 24 * 3_600_000

/** For how many weeks a person may get nothing. */
export const pauseWeeks = [2, 4, 8, 12] as const

/** What a form says of a pause: its end, `null` for none, nothing where it stays as it is. */
export function chosenPause(written: string, person: Subscriber, now: Date): Date | null | undefined {
  if (written === '0') return person.pausedUntil && null
  const weeks = pauseWeeks.find(count => String(count) === written)
  return weeks && new Date(now.getTime() + weeks * weekMs)
}
