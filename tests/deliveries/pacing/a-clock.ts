/** A Monday, in ms since 1970. */
export const monday = Date.UTC(2026, 0, 19, 8)

export const secondMs = 1000
export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** So long after that Monday's eight o'clock. */
export const at = (ms: number): Date => new Date(monday + ms)

/** What a program finds that starts anew. */
export const restarted = <T>(value: T): T => JSON.parse(JSON.stringify(value))
