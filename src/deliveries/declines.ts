import type { ClaimedDelivery, Conclusion } from './delivery.ts'

/** Deliveries that cannot go now, for only other accounts can take them, and those accounts. */
export interface Held {
  ids: readonly number[]
  accounts: ReadonlySet<string>
}

/** Which accounts could not take which deliveries as they are: their servers lack what it needs. */
export class Declines {
  readonly #accounts: readonly string[]
  readonly #declined = new Map<number, string[]>()
  /** Accounts that can take none at all. */
  readonly #unable = new Set<string>()

  constructor(accounts: readonly string[]) {
    this.#accounts = accounts
  }

  /** The accounts that could not take a delivery. */
  of(id: number): readonly string[] {
    return this.#declined.get(id) ?? []
  }

  /** Those that wait for accounts of which none may send now; `may` tells how much each may that can be used. */
  held(may: ReadonlyMap<string, number>): Held {
    const ids: number[] = []
    const accounts = new Set<string>()
    for (const [id, declined] of this.#declined) {
      const others = this.#accounts.filter(name => !declined.includes(name) && !this.#unable.has(name))
      if (others.length === 0 || others.some(name => (may.get(name) ?? 0) > 0)) continue
      ids.push(id)
      for (const name of others) accounts.add(name)
    }
    return { ids, accounts }
  }

  /**
   * An account could not take a delivery, nor any other where `isForAll`; tells whether it waits: for another account,
   * or for the operator where none can take any.
   */
  note({ id, account }: ClaimedDelivery, isForAll: boolean): boolean {
    if (isForAll) this.#unable.add(account)
    const declined = [...this.of(id), account]
    this.#declined.set(id, declined)
    const isLeft = this.#accounts.some(name => !declined.includes(name) && !this.#unable.has(name))
    return isLeft || this.#unable.size === this.#accounts.length
  }

  follow({ id, status }: Conclusion): void {
    if (status !== 'queued' && status !== 'deferred') this.forget(id)
  }

  /** Of a delivery that waits no more, nothing needs to be known. */
  forget(id: number): void {
    this.#declined.delete(id)
  }
}
