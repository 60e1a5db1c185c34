import { concludeAttempt, type Ending } from './attempt.ts'
import { claimNext } from './claim-next.ts'
import type { ClaimedDelivery } from './delivery.ts'
import type { Turn } from './ledger.ts'
import { giveBack, type Pace } from './pacing/pace.ts'
import { slowDown, stopped } from './pacing/slow-down.ts'
import type { Verdict } from './replies/reply.ts'
import { accountScope, providerScope, type TurnOrder, type TurnOutcome } from './turn-order.ts'

/** Writes down how attempts ended, and claims what may go next, within all limits; in one transaction. */
export async function takeTurn(turn: Turn, order: TurnOrder): Promise<TurnOutcome> {
  const endings = order.attempts.map(attempt => order.refusals.judge(concludeAttempt(attempt)))
  if (endings.length > 0) await turn.conclude(endings.map(({ conclusion }) => conclusion))
  for (const ending of endings) await follow(turn, ending, order.now)
  for (const { delivery, isUnsaid } of endings) if (isUnsaid) await giveBackPace(turn, delivery, order.now)
  for (const { account, verdict, reply } of order.complaints) {
    const told = { ...verdict, why: `${verdict.why}: ${reply}` }
    await changePace(turn, accountScope(account), pace => slowed(pace, told, order.now))
  }
  const status = await turn.status()
  const stop = endings.find(({ verdict }) => verdict?.act === 'stop')
  const halt = stop && `${stop.verdict?.why}: ${stop.conclusion.reply}`
  if (status !== 'sending' || halt !== undefined) {
    const nothing = {
      loaded: [],
      cancelled: 0,
      isWaiting: true,
      wantsMore: false,
      stuck: [],
      awaited: new Set<string>(),
      credits: order.credits,
    }
    return { ...nothing, status, endings, ...(halt !== undefined && { halt }) }
  }
  return { status, endings, ...(await claimNext(turn, order)) }
}

/** Lets others have the place in the limits of one that no server heard of. */
async function giveBackPace(
  turn: Turn,
  { account, provider, claimed }: ClaimedDelivery,
  now: Date,
): Promise<void> {
  for (const scope of [accountScope(account), providerScope(provider)])
    await changePace(turn, scope, pace => giveBack(pace, 1, claimed, now))
}

/** Does what a reply asks for beyond its delivery. */
async function follow(
  turn: Turn,
  { delivery: { reader, provider, account }, verdict, conclusion: { reply } }: Ending,
  now: Date,
): Promise<void> {
  if (!verdict) return
  const { act, why } = verdict
  const scope = act.endsWith('-account') ? accountScope(account) : providerScope(provider)
  if (act === 'dead') await turn.suppress(reader.address, reply, now)
  if (act === 'slow-provider' || act === 'slow-account')
    await changePace(turn, scope, pace => slowed(pace, verdict, now))
  if (act === 'stop-provider' || act === 'stop-account')
    await changePace(turn, scope, pace => stopped(pace, now, `${why}: ${reply}`))
}

const slowed = (pace: Pace, { why, waitMs }: Verdict, now: Date): Pace =>
  slowDown(pace, now, { why, ...(waitMs !== undefined && { waitMs }) })

const changePace = async (turn: Turn, scope: string, change: (pace: Pace) => Pace): Promise<void> =>
  turn.setPace(scope, change(await turn.pace(scope)))
