import { describe, expect, it } from 'vitest'
import { networkOf, visitorAddress, visitorKey } from '../../src/site/visitors/visitor-address.ts'

describe('visitorAddress', () => {
  it.each([
    [0, '203.0.113.7', '10.0.0.1', '10.0.0.1'],
    [1, '203.0.113.7', '10.0.0.1', '203.0.113.7'],
    [1, '6.6.6.6, 203.0.113.7', '10.0.0.1', '203.0.113.7'],
    [2, '6.6.6.6, 203.0.113.7, 10.0.0.2', '10.0.0.1', '203.0.113.7'],
    [2, '203.0.113.7', '10.0.0.1', '203.0.113.7'],
    [1, '203.0.113.7, evil', '10.0.0.1', '10.0.0.1'],
    [2, 'evil, 10.0.0.2', '10.0.0.1', '10.0.0.2'],
    [1, '203.0.113.7:4711', '10.0.0.1', '203.0.113.7'],
    [1, '[2001:db8::1]:4711', '10.0.0.1', '2001:db8::1'],
    [1, '0x7f.1', '10.0.0.1', '10.0.0.1'],
    [1, undefined, '::ffff:10.0.0.1', '10.0.0.1'],
    [1, `${'a'.repeat(1_000_000)}`, 'fe80::1%eth0', 'fe80::1'],
  ])('with %i proxies believes of %j, sent by %s, %s', (hops, forwarded, peer, expected) => {
    expect(visitorAddress(peer, forwarded, hops)?.toString()).toBe(expected)
  })

  it.each([
    ['203.0.113.7', '203.0.113.0/24', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48', '2001:db8:1:2::/64'],
  ])('keeps of %s only %s, and counts %s', (address, network, key) => {
    const visitor = visitorAddress(address, undefined, 0)
    expect(visitor && networkOf(visitor)).toBe(network)
    expect(visitorKey(visitor)).toBe(key)
  })
})
