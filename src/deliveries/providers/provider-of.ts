import { domainToASCII } from 'node:url'
import { mailboxOf } from '../../subscribers/address.ts'
import { providersByDomain } from './mailbox-domains.ts'
import type { Provider } from './provider.ts'

/** The domain of an address as domains are compared: in ASCII, lower case, without a dot at its end. */
export const domainOf = (address: string): string => normal(mailboxOf(address).split('@').at(-1) ?? '')

/** Who runs the mailboxes of a well-known domain, in any spelling. */
export const providerOfDomain = (domain: string): Provider | undefined =>
  providersByDomain.get(normal(domain))

const normal = (domain: string): string => (domainToASCII(domain) || domain.toLowerCase()).replace(/\.$/, '')

// Exmail hosts companies, and counts apart from QQ Mail: a pause of one does not hold up the other.
const exchangers: readonly [RegExp, Provider][] = [
  [/^mxbiz\d*\.qq\.com$/, 'exmail'],
  [/\.(?:google|googlemail)\.com$/, 'gmail'],
  [/\.protection\.outlook\.com$|\.mx\.microsoft$|\.hotmail\.com$/, 'microsoft'],
  [/^mx\d*\.qq\.com$|\.mail\.qq\.com$/, 'qq'],
  [/\.netease\.com$/, 'netease'],
  [/\.mxhichina\.com$|\.(?:mail|qiye)\.aliyun\.com$/, 'aliyun'],
  [/\.yahoodns\.net$/, 'yahoo'],
  [/\.mail\.icloud\.com$/, 'icloud'],
  [/\.gmx\.net$|\.web\.de$|^mx\d+\.mail\.com$/, 'gmx'],
  [/\.kundenserver\.de$|\.ionos\.(?:com|de|fr|es|it|co\.uk)$/, 'ionos'],
  [/\.ovh\.net$/, 'ovh'],
  [/\.mail\.ru$/, 'mail.ru'],
  [/\.yandex\.(?:net|ru)$/, 'yandex'],
  [/\.protonmail\.ch$/, 'proton'],
  [/\.messagingengine\.com$/, 'fastmail'],
  [/\.zoho(?:mail)?\.(?:com|eu|in)$/, 'zoho'],
]

/** Who runs the mailboxes of a domain with these mail exchangers, the preferred one first; nothing where they are nobody's known. */
export function providerOfExchangers(hosts: readonly string[]): Provider | undefined {
  // Those after the first may be somebody's who keeps mail only while the first is away.
  const host = normal(hosts[0] ?? '')
  return exchangers.find(([pattern]) => pattern.test(host))?.[1]
}
