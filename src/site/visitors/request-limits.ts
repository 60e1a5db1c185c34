import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const hour = 3600

/** How many times an hour forms are taken: from one visitor, from all of them, and from one person's own page. */
export interface LimitCounts {
  visitor: number
  everybody: number
  person: number
}

/** Those of `masthead serve`. */
export const usualLimits: LimitCounts = { visitor: 10, everybody: 2000, person: 30 }

/** What keeps visitors from filling the database and other people's mailboxes; it forgets when the program ends. */
export class RequestLimits {
  readonly #visitors: RateLimiterMemory
  readonly #everybody: RateLimiterMemory
  readonly #people: RateLimiterMemory

  constructor({ visitor, everybody, person }: LimitCounts) {
    this.#visitors = new RateLimiterMemory({ points: visitor, duration: hour })
    this.#everybody = new RateLimiterMemory({ points: everybody, duration: hour })
    this.#people = new RateLimiterMemory({ points: person, duration: hour })
  }

  /** How many seconds a visitor has to wait before a form is taken; nothing where it is taken now, and counted. */
  async waitOfVisitor(key: string): Promise<number | undefined> {
    // No key is kept for those who come after all are refused, so that keys stay few.
    const all = await this.#everybody.get(allOfThem)
    if (all && all.consumedPoints >= this.#everybody.points) return secondsOf(all)
    return (await waitOf(this.#visitors, key)) ?? waitOf(this.#everybody, allOfThem)
  }

  /** The same for a person who has a link of their own. */
  waitOfPerson(subscriber: number): Promise<number | undefined> {
    return waitOf(this.#people, String(subscriber))
  }
}

const allOfThem = 'all'

async function waitOf(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  const refused = await limiter.consume(key).then(
    (): undefined => undefined,
    (result: RateLimiterRes) => result,
  )
  return refused && secondsOf(refused)
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000))
