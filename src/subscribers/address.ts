import { domainToASCII, domainToUnicode } from 'node:url'

// Letters of every script, and the signs that need no quotes; RFC 5321 and 6531.
const atom = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u
const label = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u

/**
 * An ordinary address, its domain in its normal form; nothing for any other text. What mail programs would have to
 * quote, or to rewrite before they send, is refused: mail goes to what the list says, or nowhere.
 */
export function readAddress(text: string): string | undefined {
  const [local = '', domain = '', ...more] = text.split('@', 3)
  const isLocal = Buffer.byteLength(local) <= 64 && local.split('.').every(part => atom.test(part))
  const normal = isLocal && more.length === 0 ? normalDomain(domain) : undefined
  return normal && `${local}@${normal.unicode}`
}

/** Whether mail to an address can leave this machine: `ada@localhost` is nobody's on the internet. */
export const hasPublicDomain = (address: string): boolean => /@[^@]+\.[^@.]+$/.test(address)

/** The same text for every spelling of the same mailbox. */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  const local = address.slice(0, Math.max(at, 0)).normalize('NFC').toLowerCase()
  return `${local}@${normalDomain(domain)?.ascii ?? domain.toLowerCase()}`
}

/** A domain as it is compared, and as it is shown. */
interface NormalDomain {
  ascii: string
  unicode: string
}

// A list has a million addresses at a few thousand domains, and each would be worked out several times.
const known = new Map<string, NormalDomain | undefined>()
const mostKnown = 10_000

function normalDomain(domain: string): NormalDomain | undefined {
  if (domain.length > 253) return undefined
  if (known.has(domain)) return known.get(domain)
  if (known.size === mostKnown) known.clear()
  const ascii = asciiDomain(domain)
  const normal = ascii === undefined ? undefined : { ascii, unicode: domainToUnicode(ascii) }
  known.set(domain, normal)
  return normal
}

function asciiDomain(domain: string): string | undefined {
  const labels = domain.split('.')
  if (!labels.every(part => label.test(part))) return undefined
  // A number at the end would be read as an IPv4 address, and 1.2 as 1.0.0.2.
  if (/^(\d+|0x[\da-f]*)$/i.test(labels.at(-1) ?? '')) return undefined
  const ascii = domainToASCII(domain)
  return ascii.length <= 253 && ascii.split('.').every(isAsciiLabel) ? ascii : undefined
}

const isAsciiLabel = (part: string): boolean => /^[a-z\d-]{1,63}$/.test(part)
