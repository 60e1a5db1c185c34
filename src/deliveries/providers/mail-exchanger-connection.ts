import { Resolver } from 'node:dns/promises'
import { codeOf, DeliveryError } from '../../errors.ts'

/** The mail exchangers of a domain, the preferred one first; none where it has none. Rejects with a DeliveryError where nobody answers. */
export type AskExchangers = (domain: string) => Promise<string[]>

/** The DNS as this machine is told to ask it, or these servers such as `127.0.0.1:5353`. */
export function openExchangers({
  timeoutMs = 2000,
  servers,
}: {
  timeoutMs?: number
  servers?: readonly string[]
} = {}): AskExchangers {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 })
  if (servers) resolver.setServers(servers)
  return async domain => {
    try {
      const records = await resolver.resolveMx(domain)
      return records.sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOTFOUND' || code === 'ENODATA') return []
      throw new DeliveryError(`The DNS cannot be asked who takes the mail of ${domain} (${code})`, {
        cause: error,
      })
    }
  }
}
