/** One message count at a moment of real time, in ms. */
export interface Logged {
  at: number
  count: number
}

/** The most messages that any `windowMs` of the log holds, its end not included; by looking at each. */
export function mostInWindow(log: readonly Logged[], windowMs: number): number {
  return Math.max(
    0,
    ...log.map(({ at: start }) =>
      log
        .filter(({ at }) => at >= start && at < start + windowMs)
        .reduce((total, { count }) => total + count, 0),
    ),
  )
}
