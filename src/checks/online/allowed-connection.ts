import { BlockList, isIPv6 } from 'node:net'

const ranges: [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]
const notPublic = new BlockList()
for (const [network, prefix] of ranges)
  notPublic.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4')

/** True for an IP address that is nobody's own: not this machine, not a network behind a router. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  return !notPublic.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}
