/** Somebody whom a mail is written to. */
export interface Recipient {
  address: string
  /** Empty where it is not known. */
  name: string
  /** Of a person of the newsletter's own list; people of a file have none. */
  id?: number
}

/** What a person may be to the newsletter. */
export const statuses = ['pending', 'active', 'unsubscribed', 'bounced', 'complained'] as const

/**
 * `pending` asked and has not confirmed; only `active` people get issues; the others are suppressed, and only they
 * themselves, or the operator for one of them, can change that.
 */
export type Status = (typeof statuses)[number]

/** What a person or the operator may say of a person. */
export interface Profile {
  /** Empty where it is not known. */
  name: string
  /** A BCP 47 tag such as `zh-CN`; absent where it is not known. */
  language?: string | undefined
  /** Such as `Asia/Shanghai`; absent where it is not known. */
  timezone?: string | undefined
  /** Each once, sorted. */
  tags: readonly string[]
  attributes: Attributes
}

/** Values as JSON has them. */
export type Attributes = Record<string, unknown>

/** One person of the newsletter's list. */
export interface Subscriber extends Recipient, Profile {
  id: number
  status: Status
  /** Gets no issue before this time. */
  pausedUntil?: Date | undefined
  since: Date
}

/** A line of a list of people that cannot be taken, and why. */
export interface Refusal {
  line: number
  /** What the line has as its address. */
  address: string
  reason: string
}

/** The people that an issue is for: those of the list, or of a file. */
export interface People {
  subscribers: readonly Recipient[]
  refused: readonly Refusal[]
  /** Who must not get it, or does not want it now, and why. */
  leftOut?: readonly { address: string; reason: string }[]
}
