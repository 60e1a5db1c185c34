import type { People } from '../subscribers/subscriber.ts'
import type { SubscriberFilter } from '../subscribers/subscriber-store.ts'
import type {
  ClaimedDelivery,
  Conclusion,
  Delivery,
  DeliveryCounts,
  DeliveryStatus,
  DueDelivery,
} from './delivery.ts'
import type { Dispatch, DispatchStatus } from './dispatch.ts'
import type { Pace } from './pacing/pace.ts'
import type { DeliveryPlan } from './plan.ts'
import type { Provider } from './providers/provider.ts'

/** Whom an issue is for: those of the list whom a filter asks for, or the people of a file. */
export type Audience = { list: Pick<SubscriberFilter, 'segment'> } | { file: People }

/** A plan that can be carried out as long as the ledger is open. */
export interface PlannedDeliveries {
  plan: DeliveryPlan
  /** Fixes who gets the issue, and what; tells how many. */
  confirm(order: Order): Promise<number>
}

/** What the operator confirmed. */
export interface Order {
  /** By `writeOutgoing`. */
  mail: string
  hash: string
  confirmed: Date
  /** Nothing goes out before. */
  begins: Date
}

/** Which provider each domain belongs to; those that it does not know are `others`. */
export type Grouping = (counts: ReadonlyMap<string, number>) => Promise<ReadonlyMap<string, Provider>>

/** Which deliveries. */
export interface DeliveryFilter {
  statuses?: readonly DeliveryStatus[]
}

/** Who has been sent what: written before and after each message, and true after a crash. */
export interface Ledger {
  /** Plans an issue: nobody who has it, may have it, or waits for it, is planned again. */
  plan(issue: string, audience: Audience, now: Date, grouping: Grouping): Promise<PlannedDeliveries>
  /** Every issue that was ever confirmed, the newest first. */
  dispatches(): Promise<Dispatch[]>
  dispatchOf(issue: string): Promise<Dispatch | undefined>
  /** What was confirmed, as `writeOutgoing` wrote it. */
  mailOf(issue: string): Promise<string>
  /** Changes what is said of an issue on its way; false where it is none of `from`. */
  change(issue: string, from: readonly DispatchStatus[], to: DispatchChange): Promise<boolean>
  counts(issue: string): Promise<DeliveryCounts>
  /** Each delivery of an issue, by address. */
  deliveries(issue: string, filter?: DeliveryFilter): AsyncIterable<Delivery>
  /** Gives all deliveries of some statuses another one; tells how many. */
  move(issue: string, from: readonly DeliveryStatus[], to: Move): Promise<number>
  /** How fast an account (`account main`) or a provider (`provider qq`) was written to lately. */
  pace(scope: string): Promise<Pace>
  /** Does some work on an issue as a whole or not at all. */
  turn<Result>(issue: string, work: (turn: Turn) => Promise<Result>): Promise<Result>
  /** Removes all that is known of an issue. */
  remove(issue: string): Promise<void>
  /** The hash that was approved of an issue. */
  approvalOf(issue: string): Promise<Approval | undefined>
  approve(issue: string, approval: Approval): Promise<void>
}

/** That the operator approved exactly a mail. */
export interface Approval {
  hash: string
  at: Date
}

/** A change of what is said of an issue on its way. */
export interface DispatchChange {
  status: DispatchStatus
  at: Date
  reason?: string
}

/** A change of many deliveries at once; those that begin anew have not been tried, and no suppressed mailbox is among them. */
export interface Move {
  status: 'queued' | 'sent' | 'uncertain' | 'cancelled'
  at: Date
  reply: string
}

/** What is read and written of one issue, as a whole. */
export interface Turn {
  status(): Promise<DispatchStatus | undefined>
  /** The state of an account (`account main`) or of a provider (`provider qq`). */
  pace(scope: string): Promise<Pace>
  setPace(scope: string, pace: Pace): Promise<void>
  /** Several at once. */
  setPaces(paces: ReadonlyMap<string, Pace>): Promise<void>
  /** For whom mail waits, and since or until when the first of it. */
  waiting(): Promise<{ provider: Provider; notBefore: Date }[]>
  /** Those who wait and were tried are tried for as long again as if the first time were now. */
  renew(now: Date): Promise<void>
  /** Deliveries at a provider that may be sent now, in their order, but for some. */
  due(provider: Provider, most: number, now: Date, except: readonly number[]): Promise<DueDelivery[]>
  claim(deliveries: readonly ClaimedDelivery[], now: Date): Promise<void>
  /** Those who must not be sent the issue any more. */
  cancel(deliveries: readonly { id: number; reason: string }[], now: Date): Promise<void>
  conclude(conclusions: readonly Conclusion[]): Promise<void>
  /** No mail goes to this mailbox any more: a server said that there is none. */
  suppress(address: string, reply: string, now: Date): Promise<void>
}
