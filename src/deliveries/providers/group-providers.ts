import type { Provider } from './provider.ts'
import { providerOfDomain } from './provider-of.ts'

/**
 * Under which provider each domain's recipients count: one that is known, by its name or by `known`; else the domain
 * itself where it has at least `least` recipients, 100 without, and is one of the `most` largest, 100 without; else
 * `others`.
 */
export function groupProviders(
  counts: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, Provider>,
  { least = 100, most = 100 }: { least?: number; most?: number } = {},
): ReadonlyMap<string, Provider> {
  const providerOf = (domain: string) => known.get(domain) ?? providerOfDomain(domain)
  const large = [...counts].filter(([domain, count]) => count >= least && providerOf(domain) === undefined)
  const ownName = new Set(
    large
      .toSorted(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([domain]) => domain),
  )
  return new Map(
    [...counts.keys()].map(domain => [
      domain,
      providerOf(domain) ?? (ownName.has(domain) ? domain : 'others'),
    ]),
  )
}
