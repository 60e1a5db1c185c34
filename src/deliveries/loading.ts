import type { ClaimedDelivery, DueDelivery } from './delivery.ts'
import { type Credits, shareOut } from './pacing/share-out.ts'
import type { Provider } from './providers/provider.ts'
import { accountScope, type Berth, type Loaded, type TurnOrder } from './turn-order.ts'

/** What an account that could take nothing for a while catches up with at most. */
const longestLead = 8

/** Deliveries that are put onto connections in one turn. */
export class Loading {
  readonly loaded: Loaded[] = []
  readonly byAccount = new Map<string, number>()
  readonly byProvider = new Map<Provider, number>()
  /** How many more each account may take in this turn. */
  readonly #shares: Map<string, number>
  readonly #rooms: Map<Berth, number>
  readonly #weights: ReadonlyMap<string, number>
  /** How far each account is ahead of its part, in messages by weight. */
  readonly #leads: Map<string, number>
  /** How many messages to each provider were put onto each connection. */
  readonly #put = new Map<Berth, Map<Provider, number>>()
  /** How many more each account may send now, by its limits. */
  readonly #allowed: ReadonlyMap<string, number>
  readonly #declines: TurnOrder['declines']

  constructor({ berths, accounts, credits, declines }: TurnOrder, allowed: ReadonlyMap<string, number>) {
    this.#allowed = allowed
    this.#declines = declines
    this.#rooms = new Map(berths.map(berth => [berth, berth.room]))
    this.#weights = new Map(accounts.map(({ name, weight }) => [name, weight]))
    this.#leads = new Map(accounts.map(({ name }) => [name, credits[accountScope(name)] ?? 0]))
    const sharers = accounts.map(({ name, weight }) => {
      const room = berths
        .filter(({ account }) => account === name)
        .reduce((sum, berth) => sum + berth.room, 0)
      return { name, weight, room: Math.min(room, allowed.get(name) ?? 0) }
    })
    const { counts } = shareOut(evenBatch(sharers), sharers)
    this.#shares = new Map(sharers.map(({ name }, at) => [name, counts[at] ?? 0]))
  }

  /** How many more fit. */
  get room(): number {
    return [...this.#shares.values()].reduce((sum, share) => sum + share, 0)
  }

  /** How far each account is ahead of the one that is furthest behind, for the next turn. */
  get credits(): Credits {
    const least = Math.min(...this.#leads.values())
    return Object.fromEntries(
      [...this.#leads].map(([name, lead]) => [accountScope(name), Math.min(lead - least, longestLead)]),
    )
  }

  countOf(provider: Provider): number {
    return this.byProvider.get(provider) ?? 0
  }

  /**
   * Puts a delivery onto a connection that serves its provider, of the account that is furthest behind its part the one
   * with most room; nothing where none has any.
   */
  load(delivery: DueDelivery, now: Date): ClaimedDelivery | undefined {
    const berth = this.#berthFor(delivery)
    if (!berth) return undefined
    const { account } = berth
    this.#rooms.set(berth, (this.#rooms.get(berth) ?? 0) - 1)
    this.#notePut(berth, delivery.provider)
    this.#leads.set(account, this.#leadOf(berth) + 1 / (this.#weights.get(account) || 1))
    this.#shares.set(account, (this.#shares.get(account) ?? 0) - 1)
    this.byAccount.set(account, (this.byAccount.get(account) ?? 0) + 1)
    this.byProvider.set(delivery.provider, this.countOf(delivery.provider) + 1)
    const claimed = { ...delivery, account, claimed: now, firstTry: delivery.firstTry ?? now }
    this.loaded.push({ delivery: claimed, berth })
    return claimed
  }

  #notePut(berth: Berth, provider: Provider): void {
    const put = this.#put.get(berth) ?? new Map<Provider, number>()
    this.#put.set(berth, put.set(provider, (put.get(provider) ?? 0) + 1))
  }

  #mayCarry(berth: Berth, provider: Provider): boolean {
    return (this.#put.get(berth)?.get(provider) ?? 0) < berth.leftFor(provider)
  }

  #leadOf({ account }: Berth): number {
    return this.#leads.get(account) ?? 0
  }

  // An account whose server could not take it as it is gets it again only where no other one can be used now.
  #berthFor({ id, provider }: DueDelivery): Berth | undefined {
    const declined = this.#declines.of(id)
    const isForOthers =
      declined.length > 0 && [...this.#allowed].some(([name, count]) => count > 0 && !declined.includes(name))
    let best: Berth | undefined
    let most = 0
    for (const berth of this.#rooms.keys()) {
      const room = this.#rooms.get(berth) ?? 0
      if (room <= 0 || (this.#shares.get(berth.account) ?? 0) <= 0 || !this.#mayCarry(berth, provider))
        continue
      if (isForOthers && declined.includes(berth.account)) continue
      const ahead = best ? this.#leadOf(berth) - this.#leadOf(best) : -1
      if (ahead > 0 || (ahead === 0 && room <= most)) continue
      best = berth
      most = room
    }
    return best
  }
}

// The most that can be parted by weight with what fits: a slow account does not make a fast one take more than its part.
function evenBatch(sharers: readonly { weight: number; room: number }[]): number {
  const open = sharers.filter(({ weight, room }) => weight > 0 && room > 0)
  const weights = open.reduce((sum, { weight }) => sum + weight, 0)
  const even = Math.min(...open.map(({ weight, room }) => Math.ceil((room * weights) / weight)))
  const rooms = sharers.reduce((sum, { room }) => sum + room, 0)
  return open.length === 0 ? rooms : Math.min(rooms, Math.max(1, even))
}
