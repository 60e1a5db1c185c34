import type { AccountLoad, ProviderLoad, Workload } from '../../../src/deliveries/pacing/estimate.ts'
import { allowance, byClock, type Pace, restingPace, spend } from '../../../src/deliveries/pacing/pace.ts'
import { type Credits, shareOut } from '../../../src/deliveries/pacing/share-out.ts'
import { at, restarted } from './a-clock.ts'

type Load = AccountLoad | ProviderLoad

/** That a scope was given so many messages, so many ms after the start. */
export interface Given {
  name: string
  count: number
  at: number
}

/**
 * Sends all of a workload by a fake clock: asks each `tickMs`, at most as fast as the accounts can, and sleeps while
 * nothing may go. It is restarted each hundred asks. Returns when the last message was done, and what went when.
 */
export function work({ accounts, providers }: Workload, tickMs: number, untilMs = Number.POSITIVE_INFINITY) {
  const paces = new Map<Load, Pace>([...accounts, ...providers].map(load => [load, load.pace]))
  const left = providers.map(({ recipients }) => recipients)
  const carried = accounts.map(() => 0)
  const given: Given[] = []
  let credits: Credits[] = [{}, {}]
  let ms = 0
  let asks = 0
  let doneMs = 0
  const paceOf = (load: Load) => byClock(paces.get(load) ?? restingPace(), at(ms))
  while (ms < untilMs && left.some(count => count > 0)) {
    asks += 1
    if (asks % 100 === 0) for (const [load, pace] of paces) paces.set(load, restarted(pace))
    const asked = (load: Load) => allowance(paceOf(load), load.limits, at(ms))
    const ofAccounts = accounts.map(asked)
    const ofProviders = providers.map(asked)
    const rooms = [
      ofAccounts.map(({ count }, i) =>
        Math.min(count, Math.floor((carried[i] ?? 0) + ((accounts[i]?.perSecond ?? 0) * tickMs) / 1000)),
      ),
      ofProviders.map(({ count }, i) => Math.min(count, left[i] ?? 0)),
    ] as const
    const count = Math.min(...rooms.map(room => room.reduce((sum, n) => sum + n, 0)))
    const shares = [accounts, providers].map((loads, side) =>
      shareOut(
        count,
        loads.map((load, i) => ({
          name: load.name,
          weight: 'weight' in load ? load.weight : (left[i] ?? 0),
          room: rooms[side]?.[i] ?? 0,
        })),
        credits[side],
      ),
    )
    credits = shares.map(share => share.credits)
    for (const [side, loads] of [accounts, providers].entries())
      for (const [i, load] of loads.entries()) {
        const n = shares[side]?.counts[i] ?? 0
        if (n === 0) continue
        paces.set(load, spend(paceOf(load), n, at(ms)))
        given.push({ name: load.name, count: n, at: ms })
        if ('recipients' in load) left[i] = (left[i] ?? 0) - n
        else doneMs = Math.max(doneMs, ms + Math.min(tickMs, (n / load.perSecond) * 1000))
      }
    for (const [i, { perSecond }] of accounts.entries()) {
      const budget = (carried[i] ?? 0) + (perSecond * tickMs) / 1000 - (shares[0]?.counts[i] ?? 0)
      carried[i] = Number.isFinite(budget) ? Math.min(1, budget) : 0
    }
    const nextAt = (side: typeof ofAccounts, wanted = (_: number) => true) =>
      Math.min(
        ...side.map(({ count, nextAt }, i) =>
          !wanted(i) || (count === 0 && !nextAt)
            ? Number.POSITIVE_INFINITY
            : (nextAt ?? at(ms)).getTime() - at(0).getTime(),
        ),
      )
    const opens = Math.max(
      nextAt(ofAccounts),
      nextAt(ofProviders, i => (left[i] ?? 0) > 0),
    )
    ms = opens > ms ? opens : ms + tickMs
  }
  return { doneMs, given, left: left.reduce((sum, n) => sum + n, 0) }
}
