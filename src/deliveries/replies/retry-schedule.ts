import type { Verdict } from './reply.ts'
import { hour, minute } from './rule.ts'

/** After the first try, the second, and so on; the last of them from then on. */
const pausesMs = [5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour]
const longestMs = 48 * hour
/** How often a message goes over a new connection at once, before it waits as others do. */
const mostReconnects = 2

/**
 * When a delivery is tried again after its try number `attempt` (from 1), of which the first was at `first`: after the
 * provider's own `waitMs` where it is known, and pauses that grow. Nothing: it is given up, for it has been tried for 48
 * hours, or a try would never do any good (`dead`, `failed`). What stops a provider or an account leaves its deliveries due.
 */
export function nextTry(attempt: number, first: Date, now: Date, verdict: Verdict): Date | undefined {
  const { act } = verdict
  if (act === 'dead' || act === 'failed') return undefined
  if (act === 'reconnect' && attempt <= mostReconnects) return now
  const next = now.getTime() + pauseAfter(attempt, verdict)
  const last = first.getTime() + longestMs
  if (next <= last) return new Date(next)
  // A long pause that ends beyond leaves room for one more try.
  return last - now.getTime() >= hour ? new Date(last) : undefined
}

// What a provider names is enough at first, even where it is less than the first pause.
function pauseAfter(attempt: number, { waitMs }: Verdict): number {
  const pauses = waitMs === undefined ? pausesMs : [0, ...pausesMs]
  return Math.max(pauses[Math.max(attempt, 1) - 1] ?? pausesMs.at(-1) ?? 0, waitMs ?? 0)
}
