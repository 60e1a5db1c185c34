import { setTimeout } from 'node:timers/promises'
import type { AskExchangers } from './mail-exchanger-connection.ts'
import type { Provider } from './provider.ts'
import { providerOfDomain, providerOfExchangers } from './provider-of.ts'

/** How much may be asked of the DNS. */
export interface LookUpLimits {
  /** How many domains, at most: the first of those that are not known. */
  most: number
  atOnce: number
  /** For all of them together. */
  timeoutMs: number
}

/** After so many questions without any answer, the DNS is not to be had. */
const mostSilent = 8

/**
 * Who runs the mailboxes of domains, by their names, else by their mail exchangers. Domains of nobody known are left
 * out, and so are those that the DNS did not answer for in time; never rejects.
 */
export async function lookUpProviders(
  domains: Iterable<string>,
  ask: AskExchangers,
  { most, atOnce, timeoutMs }: LookUpLimits,
): Promise<ReadonlyMap<string, Provider>> {
  const all = [...new Set(domains)]
  const found = new Map<string, Provider>()
  for (const domain of all) add(found, domain, providerOfDomain(domain))
  const waiting = all.filter(domain => !found.has(domain)).slice(0, most)
  const over = new AbortController()
  const heard = { answers: 0, silences: 0 }
  const asking = Promise.all(Array.from({ length: atOnce }, askInTurn))
  const time = setTimeout(timeoutMs, undefined, { signal: over.signal }).catch(() => {})
  await Promise.race([asking, time])
  over.abort()
  return new Map(found)

  async function askInTurn(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (over.signal.aborted || (heard.answers === 0 && heard.silences >= mostSilent)) return
      try {
        add(found, next, providerOfExchangers(await ask(next)))
        heard.answers += 1
      } catch {
        heard.silences += 1
      }
    }
  }
}

function add(found: Map<string, Provider>, domain: string, provider: Provider | undefined): void {
  if (provider !== undefined) found.set(domain, provider)
}
