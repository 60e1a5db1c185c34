/** One person who gets the newsletter. */
export interface Subscriber {
  address: string
  /** Empty where the list has none. */
  name: string
}

/** A line of a list of people that cannot be taken, and why. */
export interface Refusal {
  line: number
  /** What the line has as its address. */
  address: string
  reason: string
}

export interface People {
  subscribers: readonly Subscriber[]
  refused: readonly Refusal[]
}
