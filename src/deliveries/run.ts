import type { MastheadError } from '../errors.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import type { AccountDoor, ProviderCare } from './crew.ts'
import type { Ledger } from './ledger.ts'
import type { Limits } from './pacing/limits.ts'
import type { Provider } from './providers/provider.ts'
import type { EncodedMessage } from './smtp/lane.ts'
import type { TurnOutcome } from './turn-order.ts'

/** What an issue is sent with. */
export interface WorkerTools {
  issue: string
  ledger: Ledger
  doors: readonly AccountDoor[]
  rulesOf(provider: Provider): (ProviderCare & { limits?: Limits }) | undefined
  /** The message that one reader gets; throws a DeliveryError where it cannot be written. */
  write(reader: Recipient): Promise<EncodedMessage>
  clock(): Date
  /** Resolves after some time, or when the signal says so. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Whether it stays where nothing can go now, but can later. */
  isPatient: boolean
  /** Providers that the operator let go on after they had refused most mail. */
  trusted?: ReadonlySet<Provider>
  /** How long it stays there where it is not patient; 0 without. */
  patienceMs?: number
  /** Whether `stop` leaves the issue as one to go on with, in place of pausing it. */
  isLeftOnStop?(): boolean
  /** Is told of each turn. */
  watch?(step: WorkerStep): void
}

/** What happened since the last step, and what it waits for. */
export interface WorkerStep extends Pick<TurnOutcome, 'endings' | 'cancelled' | 'nextAt' | 'waitsFor'> {
  claimed: number
  inFlight: number
  /** Why an account cannot be reached, while it cannot. */
  trouble?: string
  /** Each of those accounts. */
  away?: readonly { account: string; why: string }[]
}

/** How a run ended: `waiting` has deliveries left whose time has not come, or that were left for the next run. */
export interface RunEnd {
  status: 'done' | 'paused' | 'cancelled' | 'waiting'
  /** Why it is paused, or waits for a server, where that was nobody's wish. */
  reason?: string
  wayOut?: string
  nextAt?: Date
  /** What it waits for until then, for people. */
  waitsFor?: string | undefined
}

/** Why a run ends, of an error, and what to do. */
export const reasonOf = ({ message, wayOut }: MastheadError): { reason: string; wayOut?: string } => ({
  reason: message,
  ...(wayOut !== undefined && { wayOut }),
})
