import type { Provider } from './provider.ts'
import { providerOfDomain } from './provider-of.ts'

/**
 * Under which provider each domain's recipients count: one that is known, by its name or by `known`; else the domain
 * itself where it has at least `least` recipients, 100 without; else `others`.
 */
export function groupProviders(
  counts: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, Provider>,
  { least = 100 }: { least?: number } = {},
): ReadonlyMap<string, Provider> {
  return new Map(
    [...counts].map(([domain, count]) => [
      domain,
      known.get(domain) ?? providerOfDomain(domain) ?? (count >= least ? domain : 'others'),
    ]),
  )
}
