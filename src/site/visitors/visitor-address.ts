import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/**
 * Where a request comes from, as far as it can be believed: `hops` proxies stand before the server, and each has put
 * the address that it was asked from at the end of X-Forwarded-For. Nothing where no address can be read.
 */
export function visitorAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  hops: number,
): Address | undefined {
  const written = (forwarded ?? '').slice(-2000).split(',').slice(-20)
  const chain = [...(hops > 0 ? written.slice(-hops) : []), peer ?? ''].map(readAddress)
  // What stands before something that is no address was written by nobody who is believed.
  const believed = chain.slice(chain.lastIndexOf(undefined) + 1)
  return believed[0]
}

/** What is kept of an address: its network, an IPv4 one of 256 addresses, or an IPv6 one as sites have them. */
export const networkOf = (address: Address): string =>
  address.kind() === 'ipv4' ? truncated(address, 24) : truncated(address, 48)

/** What counts as one visitor: an IPv4 address, or the IPv6 network of a household. */
export const visitorKey = (address: Address | undefined): string => {
  if (address === undefined) return 'unknown'
  return address.kind() === 'ipv4' ? address.toString() : truncated(address, 64)
}

const truncated = (address: Address, bits: number): string => {
  const cidr = `${address.toString()}/${bits}`
  const kind = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6
  return `${kind.networkAddressFromCIDR(cidr).toString()}/${bits}`
}

// As proxies write them: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
function readAddress(written: string): Address | undefined {
  const text = written.trim().slice(0, 80)
  const bare = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text
  const [withoutZone = ''] = bare.split('%', 1)
  if (ipaddr.IPv4.isValidFourPartDecimal(withoutZone)) return ipaddr.IPv4.parse(withoutZone)
  return ipaddr.IPv6.isValid(withoutZone) ? ipaddr.process(withoutZone) : undefined
}
