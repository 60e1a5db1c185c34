import type { ClaimedDelivery, Conclusion } from './delivery.ts'

/** When another account may take a delivery that one could not take as it is; nothing where none is left. */
export type OtherAccount = 'at once' | 'later' | undefined

/** Which accounts could not take which deliveries as they are: their servers lack what it needs. */
export class Declines {
  readonly #accounts: number
  readonly #declined = new Map<number, string[]>()

  /** `accounts` is how many there are. */
  constructor(accounts: number) {
    this.#accounts = accounts
  }

  /** Whether a delivery waits for another account than the one that it was given to. */
  get areAny(): boolean {
    return this.#declined.size > 0
  }

  /** Those for which only accounts are left that may send nothing now; `may` tells how much each that can be used may. */
  held(may: ReadonlyMap<string, number>): number[] {
    return [...this.#declined].flatMap(([id, declined]) => {
      const others = [...may].filter(([name]) => !declined.includes(name))
      return others.length > 0 && others.every(([, count]) => count === 0) ? id : []
    })
  }

  /** Of a delivery that waits no more, nothing needs to be known. */
  follow({ id, status }: Conclusion): void {
    if (status !== 'queued' && status !== 'deferred') this.#declined.delete(id)
  }

  /** The accounts that could not take a delivery. */
  of(id: number): readonly string[] {
    return this.#declined.get(id) ?? []
  }

  /**
   * An account could not take a delivery; one that got it again shows that the others are not to be had now. Where the
   * account is out, its mail waits for the others, or for the operator.
   */
  note({ id, account }: ClaimedDelivery, isOut: boolean): OtherAccount {
    if (isOut) return 'at once'
    const before = this.of(id)
    const all = new Set([...before, account])
    this.#declined.set(id, [...all])
    if (all.size >= this.#accounts) return undefined
    return before.includes(account) ? 'later' : 'at once'
  }
}
