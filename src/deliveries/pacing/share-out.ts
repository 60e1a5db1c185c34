/** Somebody who gets a part: an account, or a provider. */
export interface Sharer {
  name: string
  /** Its part relative to the others; with 0 it gets what the others have no room for. */
  weight: number
  /** How many it can take now; 0 for one that is at its limit, down or busy. */
  room: number
}

/** How much more than it got each is owed, by name; plain JSON, to be handed over the next time. */
export type Credits = Readonly<Record<string, number>>

/** How many each gets, in the order of the sharers, and the credits for the next time. */
export interface Shares {
  counts: number[]
  credits: Credits
}

interface Open {
  name: string
  index: number
  weight: number
  left: number
  credit: number
}

/**
 * Parts the next `count` messages by weight, in proportion over time even when it is one each time. One without room
 * leaves its part to the others, and is owed nothing for it. Where there is less room than messages, the room is filled.
 */
export function shareOut(count: number, sharers: readonly Sharer[], credits: Credits = {}): Shares {
  const all = sharers.map((sharer, index) => toOpen(sharer, index, credits))
  const counts = sharers.map(() => 0)
  let turn: Open[] = []
  let left = count
  do {
    turn = inTurn(all)
    const parts = partsOf(left, turn)
    for (const [i, one] of turn.entries()) {
      const taken = Math.min(parts[i] ?? 0, one.left)
      counts[one.index] = (counts[one.index] ?? 0) + taken
      one.left -= taken
      left -= taken
    }
  } while (left > 0 && turn.length > 0)
  return { counts, credits: Object.fromEntries(turn.map(({ name, credit }) => [name, credit])) }
}

function toOpen({ name, weight, room }: Sharer, index: number, credits: Credits): Open {
  const credit = Object.hasOwn(credits, name) ? (credits[name] ?? 0) : 0
  return { name, index, weight, left: Math.floor(room), credit }
}

// Those of weight 0 wait until the others are full.
function inTurn(all: readonly Open[]): Open[] {
  const open = all.filter(one => one.left > 0)
  const weighed = open.filter(one => one.weight > 0)
  return weighed.length > 0 ? weighed : open
}

// Whole parts by weight, and what is left of them to those that are owed most.
function partsOf(count: number, turn: readonly Open[]): number[] {
  const weight = turn.reduce((total, one) => total + one.weight, 0)
  const owed = turn.reduce((total, one) => total + one.credit, 0)
  const parts = turn.map(one => {
    const part = weight > 0 ? (count * one.weight) / weight : count / turn.length
    one.credit += part - Math.floor(part) - owed / turn.length
    return Math.floor(part)
  })
  const whole = parts.reduce((total, part) => total + part, 0)
  for (let rest = count - whole; rest > 0 && turn.length > 0; rest -= 1) {
    const next = mostOwed(turn)
    parts[next] = (parts[next] ?? 0) + 1
    const one = turn[next]
    if (one) one.credit -= 1
  }
  return parts
}

// Thirds do not add up to one: what differs by less than this is owed the same.
const grain = 1e-9

function mostOwed(turn: readonly Open[]): number {
  let most = 0
  for (const [i, { credit }] of turn.entries()) if (credit > (turn[most]?.credit ?? 0) + grain) most = i
  return most
}
