/** `2026-01-19`: the day that it is in UTC. */
export const utcDay = (at: Date): string => at.toISOString().slice(0, 10)
