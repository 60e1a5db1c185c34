import type { Subscriber } from './subscriber.ts'

/** When a pause ends that is not over yet; nothing for somebody who makes none. */
export const pauseOf = ({ pausedUntil }: Pick<Subscriber, 'pausedUntil'>, now: Date): Date | undefined =>
  pausedUntil !== undefined && pausedUntil > now ? pausedUntil : undefined
