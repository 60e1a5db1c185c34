import { atOnce, type Ending } from './attempt.ts'
import type { Provider } from './providers/provider.ts'

/** How many answers of a provider are looked at, and how many refusals among them are too many. */
const looked = 20
const tooMany = 11

/**
 * Notices when a provider refuses most mail for good. That says more of the provider, or of the list, than of each
 * mailbox: it is left alone until the operator has looked, and nobody else is suppressed.
 */
export class MassRefusals {
  /** Why each of the last answers refused a mail; undefined for those that took one. */
  readonly #answers = new Map<Provider, (string | undefined)[]>()
  readonly #trusted: ReadonlySet<Provider>

  /** Providers that the operator let go on are not looked at. */
  constructor(trusted: ReadonlySet<Provider> = new Set()) {
    this.#trusted = trusted
  }

  /** What follows from an answer, seen among those before it. */
  judge(ending: Ending): Ending {
    const { delivery, verdict, conclusion } = ending
    const isRefusal = verdict?.act === 'dead' || verdict?.act === 'failed'
    if ((!isRefusal && conclusion.status !== 'sent') || this.#trusted.has(delivery.provider)) return ending
    const answers = this.#answersOf(delivery.provider)
    answers.push(isRefusal ? verdict.why : undefined)
    if (answers.length > looked) answers.shift()
    const refusals = answers.filter(why => why !== undefined)
    if (!isRefusal || answers.length < looked || refusals.length < tooMany) return ending
    const { id, at, reply } = conclusion
    const why = `${massRefusal}: ${refusals.length} of its last ${looked} answers (most often: ${commonestOf(refusals)}), the last one`
    return {
      delivery,
      conclusion: { id, status: 'queued', at, reply, notBefore: atOnce },
      verdict: { act: 'stop-provider', why },
    }
  }

  #answersOf(provider: Provider): (string | undefined)[] {
    const answers = this.#answers.get(provider) ?? []
    this.#answers.set(provider, answers)
    return answers
  }
}

function commonestOf(words: readonly string[]): string {
  const counts = Map.groupBy(words, word => word)
  const [[commonest] = ['']] = [...counts].toSorted(([, one], [, other]) => other.length - one.length)
  return commonest
}

/** What the reason of such a stop begins with. */
export const massRefusal = 'It refuses most mail for good'
