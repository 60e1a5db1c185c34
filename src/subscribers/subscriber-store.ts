import type { Consent } from './consent.ts'
import type { LetterCounts, LetterKind } from './letter-queue.ts'
import type { Segment } from './segment/segment.ts'
import type { Profile, Status, Subscriber } from './subscriber.ts'
import type { Suppression } from './suppression.ts'

/** All that is known of one mailbox. */
export interface Known {
  subscriber: Subscriber | undefined
  suppression: Suppression | undefined
  /** In the order in which they came about. */
  consents: readonly Consent[]
}

/** What is to be done to one mailbox. A status that is suppressed suppresses it; `active` lifts what suppressed it. */
export interface Change {
  status: Status
  profile?: Partial<Profile>
  /** `null` ends a pause. */
  pausedUntil?: Date | null
  consent: Consent
  /** Is sent when the change is done. */
  letter?: LetterKind
}

/** A rule of this room: what is to be done, or nothing; or throws a SubscriberError that says why it must not be. */
export type Rule = (known: Known) => Change | undefined

/** Which people. */
export interface SubscriberFilter {
  status?: Status
  tag?: string
  language?: string
  /** Part of an address or a name, in any case. */
  search?: string
  /** Only people with one of these addresses. */
  addresses?: readonly string[]
  segment?: Segment
}

/** How many people there are. */
export interface SubscriberCounts {
  byStatus: Record<Status, number>
  paused: number
  forgotten: number
  byLanguage: readonly { language: string | undefined; count: number }[]
  byTag: readonly { tag: string; count: number }[]
  /** Months such as `2026-01`, newest first: who joined, and who left. */
  byMonth: readonly { month: string; joined: number; left: number }[]
  letters: LetterCounts
}

/** What was deleted of a person. */
export interface ForgottenPerson {
  subscriber: boolean
  suppression: boolean
  consents: number
  letters: number
  /** They stay, with a hash in place of the address. */
  deliveries: number
  /** Whether the log of the database is free of them too, and not held by another program that reads. */
  isWiped: boolean
}

/** A person with all that is on record of them. */
export interface SubscriberRecord extends Known {
  subscriber: Subscriber
}

/** Where people are kept. Each call is done as a whole or not at all. */
export interface SubscriberStore {
  /** What tokens are bound to besides a person: the same for as long as the newsletter lives. */
  newsletter(): Promise<string>
  of(address: string): Promise<Known>
  byId(id: number): Promise<Known | undefined>
  /** Does what a rule says of an address, and tells the person as they are now. */
  change(address: string, rule: Rule): Promise<Subscriber | undefined>
  /** The same for the person of a number; nothing where there is none. */
  changeById(id: number, rule: Rule): Promise<Subscriber | undefined>
  /** People in the order in which they came. */
  list(filter?: SubscriberFilter): AsyncIterable<Subscriber>
  /** The same people with all that is on record of them. */
  records(filter?: SubscriberFilter): AsyncIterable<SubscriberRecord>
  count(now: Date): Promise<SubscriberCounts>
  countOf(filter: SubscriberFilter): Promise<number>
  /** Adds tags to people, or takes them off; tells how many people changed. */
  tag(
    filter: SubscriberFilter,
    tags: { add: readonly string[]; remove: readonly string[] },
    now: Date,
  ): Promise<number>
  /** What is known of those of some addresses of whom anything is, but for their consents, by their mailbox. */
  knownAmong(addresses: readonly string[]): Promise<ReadonlyMap<string, Omit<Known, 'consents'>>>
  /** Removes all that is known of an address, and keeps a keyed hash of it. */
  forget(address: string, at: Date): Promise<ForgottenPerson>
  /** How many people are forgotten under each key, by its id. */
  forgottenByKey(): Promise<ReadonlyMap<string, number>>
  /** The ids of keys that were used, and are not there any more. */
  lostKeys(): Promise<readonly string[]>
  /** Gives up what a key stood for; people whom it hashed, so many, are as if they had never been known. */
  giveUpKey(id: string): Promise<number>
}
