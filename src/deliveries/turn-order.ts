import type { Attempt, Ending } from './attempt.ts'
import type { Declines } from './declines.ts'
import type { ClaimedDelivery } from './delivery.ts'
import type { DispatchStatus } from './dispatch.ts'
import type { MassRefusals } from './mass-refusals.ts'
import type { Limits } from './pacing/limits.ts'
import type { Credits } from './pacing/share-out.ts'
import type { Provider } from './providers/provider.ts'
import type { Verdict } from './replies/reply.ts'

/** Room for messages on one connection. */
export interface Berth {
  account: string
  room: number
  /** How many more messages to a provider the connection may carry; 0 where it carries none. */
  leftFor(provider: Provider): number
}

/** An account as far as a turn is concerned. */
export interface Hauler {
  name: string
  weight: number
  limits: Limits
}

/** What a worker brings to a turn. */
export interface TurnOrder {
  now: Date
  attempts: readonly Attempt[]
  berths: readonly Berth[]
  /** Those that can be used. */
  accounts: readonly Hauler[]
  /** Those that cannot be reached for now, and until when they are left alone. */
  away: readonly { name: string; until: Date }[]
  limitsOf(provider: Provider): Limits
  refusals: MassRefusals
  /** What servers said against accounts that asked for a connection. */
  complaints: readonly Complaint[]
  credits: Credits
  /** Which accounts could not take which deliveries. */
  declines: Pick<Declines, 'of' | 'held' | 'forget'>
}

/** What a server said against an account. */
export interface Complaint {
  account: string
  verdict: Verdict
  reply: string
}

/** A delivery that was claimed, and the berth that it goes into. */
export interface Loaded {
  delivery: ClaimedDelivery
  berth: Berth
}

/** What a worker takes from a turn. */
export interface TurnOutcome {
  status: DispatchStatus | undefined
  endings: readonly Ending[]
  loaded: readonly Loaded[]
  /** Readers who left since the plan was confirmed. */
  cancelled: number
  /** The accounts that alone can take what is due, where none of them may send now. */
  awaited: ReadonlySet<string>
  /** Why nothing can go on without the operator. */
  halt?: string
  /** The same, unless what is under way comes back. */
  hold?: string
  /** Whether anybody waits. */
  isWaiting: boolean
  /** Whether more could go now if there were more connections. */
  wantsMore: boolean
  /** Providers whose mail fits onto none of the connections that there are. */
  stuck: readonly Provider[]
  /** When more can go, where none can now; absent where that is up to the operator. */
  nextAt?: Date
  /** What it waits for, for people. */
  waitsFor?: string
  credits: Credits
}

export const accountScope = (name: string): string => `account ${name}`
export const providerScope = (provider: Provider): string => `provider ${provider}`
