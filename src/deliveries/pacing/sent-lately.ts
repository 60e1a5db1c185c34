import { dayMs, windows } from './windows.ts'

/**
 * How many messages went out in the last day, oldest first: `[at, count]`, with `at` the time of the last of them, in
 * ms since 1970. What lies close together is counted as of the last one, so that limits hold; at most about a hundred
 * entries.
 */
export type SentLately = readonly SentEntry[]
type SentEntry = readonly [at: number, count: number]

// A message leaves its window late by at most one part of it: 4 % of a limit is lost at worst.
const partsOfWindow = 25

/** The same with `count` more at a time that is not before the others; what is older than a day falls out. */
export function withSent(sent: SentLately, count: number, at: number): SentLately {
  const kept: SentEntry[] = []
  for (const entry of sent) if (entry[0] > at - dayMs) join(kept, entry, at)
  join(kept, [at, count], at)
  return kept
}

// Parts of longer windows consist of whole parts of shorter ones, so joining twice is no later than joining once. What has
// left a window is joined to nothing in it, or it would be back.
function join(kept: SentEntry[], entry: SentEntry, now: number): void {
  const before = kept[kept.length - 1]
  const partMs = partFor(now - entry[0])
  if (before && partFor(now - before[0]) === partMs && isSamePart(before[0], entry[0], partMs))
    kept[kept.length - 1] = [entry[0], before[1] + entry[1]]
  else kept.push(entry)
}

const isSamePart = (a: number, b: number, partMs: number): boolean =>
  Math.floor(a / partMs) === Math.floor(b / partMs)

function partFor(ageMs: number): number {
  for (const { ms } of windows) if (ageMs < ms) return ms / partsOfWindow
  return dayMs / partsOfWindow
}

/** How many went out in the last `windowMs`. */
export function sentWithin(sent: SentLately, windowMs: number, now: number): number {
  let total = 0
  for (let i = sent.length - 1; i >= 0; i -= 1) {
    const [at, count] = sent[i] as SentEntry
    if (at <= now - windowMs) break
    total += count
  }
  return total
}

/** When fewer than `limit` will have gone out in the `windowMs` before it; Infinity where that is never. */
export function belowLimitAt(sent: SentLately, limit: number, windowMs: number): number {
  if (limit < 1) return Number.POSITIVE_INFINITY
  let total = 0
  for (let i = sent.length - 1; i >= 0; i -= 1) {
    const [at, count] = sent[i] as SentEntry
    total += count
    if (total >= limit) return at + windowMs
  }
  return 0
}

/** The same without `count` messages that were counted at a time and did not go out. */
export function withoutUnsent(sent: SentLately, count: number, countedAt: number): SentLately {
  // Theirs is the first entry that is not before them: from a later one, what went out later would be taken.
  const index = sent.findIndex(([at]) => at >= countedAt)
  const entry = sent[index]
  if (!entry) return sent
  const left = entry[1] - count
  return left > 0 ? sent.with(index, [entry[0], left]) : sent.toSpliced(index, 1)
}

/** The same, with what lies after `now` counted as of `now`. */
export function noLaterThan(sent: SentLately, now: number): SentLately {
  const kept = sent.filter(([at]) => at <= now)
  const count = sent.slice(kept.length).reduce((total, [, count]) => total + count, 0)
  return count > 0 ? withSent(kept, count, now) : sent
}
