import type { ClaimedDelivery } from './delivery.ts'
import type { Turn } from './ledger.ts'
import { Loading } from './loading.ts'
import { type Allowance, allowance, type Pace, spend } from './pacing/pace.ts'
import { shareOut } from './pacing/share-out.ts'
import type { Provider } from './providers/provider.ts'
import { accountScope, providerScope, type TurnOrder, type TurnOutcome } from './turn-order.ts'

/** How much may go to a provider, or through an account, now. */
interface Outlook {
  name: string
  may: Allowance
  /** Nobody there is due before. */
  notBefore: Date
}

type Claimed = Omit<TurnOutcome, 'status' | 'endings'>

/** Claims what may go next, within the limits of every account and provider. */
export async function claimNext(turn: Turn, order: TurnOrder): Promise<Claimed> {
  const providers = await providerOutlooks(turn, order)
  const accounts = [...(await accountOutlooks(turn, order)), ...order.away.map(awayOutlook)]
  const allowed = new Map(accounts.map(({ name, may }) => [name, may.count]))
  const held = order.declines.held(allowed)
  const loading = new Loading(order, allowed)
  let { credits } = order
  let cancelled = 0
  const stuck = new Set<Provider>()
  let open = providers.filter(({ may, notBefore }) => may.count > 0 && notBefore <= order.now)
  const wasOpen = open.length > 0
  // Some have fewer who wait than their share is: the others get it in the next round.
  while (open.length > 0 && loading.room > 0) {
    const shares = shareOut(
      loading.room,
      open.map(({ name, may }) => ({ name, weight: 1, room: may.count - loading.countOf(name) })),
      credits,
    )
    credits = { ...credits, ...shares.credits }
    const round = await claimRound(turn, order, { loading, open, counts: shares.counts, held: held.ids })
    cancelled += round.cancelled
    for (const provider of round.stuck) stuck.add(provider)
    open = round.open
  }
  await spendPaces(turn, order, loading)
  const wantsMore = open.length > 0 && accounts.some(({ may }) => may.count > 0)
  const isHeldUp = held.ids.length > 0 && wasOpen && open.length === 0 && stuck.size === 0
  const awaited = isHeldUp && loading.loaded.length === 0 ? held.accounts : new Set<string>()
  const asked = awaited.size > 0 ? accounts.filter(({ name }) => awaited.has(name)) : accounts
  const outlook = loading.loaded.length > 0 ? {} : whatItWaitsFor(providers, asked, order.now)
  return {
    loaded: loading.loaded,
    cancelled,
    isWaiting: providers.length > 0,
    wantsMore,
    stuck: [...stuck],
    awaited,
    credits: { ...credits, ...loading.credits },
    ...outlook,
  }
}

interface Round {
  loading: Loading
  open: readonly Outlook[]
  /** How many of each provider. */
  counts: readonly number[]
  /** Deliveries that no account takes that may send now. */
  held: readonly number[]
}

/** One round through the providers: claims the share of each, and tells at which there may be more who wait. */
async function claimRound(
  turn: Turn,
  { now, declines }: TurnOrder,
  { loading, open, counts, held }: Round,
): Promise<{ cancelled: number; open: Outlook[]; stuck: Provider[] }> {
  const claimed: ClaimedDelivery[] = []
  const gone: { id: number; reason: string }[] = []
  const still: Outlook[] = []
  const stuck: Provider[] = []
  for (const [at, one] of open.entries()) {
    const share = counts[at] ?? 0
    const due = share > 0 ? await turn.due(one.name, share, now, held) : []
    let isStuck = false
    for (const delivery of due) {
      const { id, reason } = delivery
      if (reason !== undefined) gone.push({ id, reason })
      else {
        const loaded = loading.load(delivery, now)
        if (loaded) claimed.push(loaded)
        else isStuck = true
      }
    }
    if (isStuck) stuck.push(one.name)
    if (!isStuck && share > 0 && due.length === share) still.push(one)
  }
  if (claimed.length > 0) await turn.claim(claimed, now)
  if (gone.length > 0) await turn.cancel(gone, now)
  for (const { id } of gone) declines.forget(id)
  return { cancelled: gone.length, open: still, stuck }
}

async function providerOutlooks(turn: Turn, { limitsOf, now }: TurnOrder): Promise<Outlook[]> {
  const outlooks: Outlook[] = []
  for (const { provider: name, notBefore } of await turn.waiting()) {
    const may = allowance(await turn.pace(providerScope(name)), limitsOf(name), now)
    outlooks.push({ name, may, notBefore })
  }
  return outlooks
}

async function accountOutlooks(turn: Turn, { accounts, now }: TurnOrder): Promise<Outlook[]> {
  const outlooks: Outlook[] = []
  for (const { name, limits } of accounts)
    outlooks.push({ name, may: allowance(await turn.pace(accountScope(name)), limits, now), notBefore: now })
  return outlooks
}

const awayOutlook = ({ name, until }: TurnOrder['away'][number]): Outlook => ({
  name,
  may: { count: 0, nextAt: until, why: 'it cannot be reached' },
  notBefore: until,
})

async function spendPaces(turn: Turn, { now }: TurnOrder, loading: Loading): Promise<void> {
  const spent = [
    ...[...loading.byAccount].map(([name, count]) => [accountScope(name), count] as const),
    ...[...loading.byProvider].map(([name, count]) => [providerScope(name), count] as const),
  ]
  const paces = new Map<string, Pace>()
  for (const [scope, count] of spent) paces.set(scope, spend(await turn.pace(scope), count, now))
  if (paces.size > 0) await turn.setPaces(paces)
}

/** Where nothing can go: until when, why, and whether only the operator can change it. */
function whatItWaitsFor(
  providers: readonly Outlook[],
  accounts: readonly Outlook[],
  now: Date,
): Pick<Claimed, 'hold' | 'nextAt' | 'waitsFor'> {
  if (providers.length === 0) return {}
  const [provider, account] = [soonest(providers, now), soonest(accounts, now)]
  if (accounts.length > 0 && !account) return { hold: reasonsOf(accounts) }
  if (!provider) return { hold: reasonsOf(providers) }
  const last = account && account.at > provider.at ? account : provider
  return { nextAt: last.at, ...(last.why !== undefined && { waitsFor: last.why }) }
}

/** Which of several can go first, and when; nothing where all wait for the operator. */
function soonest(outlooks: readonly Outlook[], now: Date): { at: Date; why?: string } | undefined {
  const dated = outlooks.flatMap(({ name, may, notBefore }) => {
    if (may.count > 0) return [{ at: notBefore > now ? notBefore : now }]
    if (!may.nextAt) return []
    return [{ at: may.nextAt > notBefore ? may.nextAt : notBefore, why: `${name}: ${may.why}` }]
  })
  return dated.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0]
}

const reasonsOf = (outlooks: readonly Outlook[]): string =>
  outlooks.map(({ name, may }) => `${name}: ${may.why}`).join('; ')
