import { afterEach, describe, expect, it } from 'vitest'
import { lookUpProviders } from '../../../src/deliveries/providers/look-up-providers.ts'
import { openExchangers } from '../../../src/deliveries/providers/mail-exchanger-connection.ts'
import { aDnsServer, type Zone } from './a-dns-server.ts'

const limits = { most: 100, atOnce: 4, timeoutMs: 5000 }
let stop = () => {}
afterEach(() => {
  stop()
  stop = () => {}
})

async function dnsWith(zone: Zone) {
  const server = await aDnsServer(zone)
  stop = server.close
  return { ...server, ask: openExchangers({ timeoutMs: 500, servers: [server.address] }) }
}

describe('lookUpProviders', () => {
  it('asks for the mail exchangers of domains that are not known by name', async () => {
    const { ask, asked } = await dnsWith({
      'example.com': [
        [20, 'mail.example.com'],
        [10, 'aspmx.l.google.com'],
      ],
      'example.cn': [[5, 'mxbiz1.qq.com']],
      'example.org': [[10, 'mail.example.org']],
      'example.net': [],
    })
    const domains = ['qq.com', 'example.com', 'example.cn', 'example.org', 'example.net', 'gone.example']
    expect([...(await lookUpProviders(domains, ask, limits))]).toEqual([
      ['qq.com', 'qq'],
      ['example.com', 'gmail'],
      ['example.cn', 'exmail'],
    ])
    expect(asked.toSorted()).toEqual(domains.slice(1).toSorted())
  })

  it('asks for no more domains than it may, and once for each', async () => {
    const { ask, asked } = await dnsWith({})
    await lookUpProviders(['a.example', 'a.example', 'b.example', 'c.example'], ask, { ...limits, most: 2 })
    expect(asked.toSorted()).toEqual(['a.example', 'b.example'])
  })

  it('goes on where one domain cannot be asked for', async () => {
    const { ask } = await dnsWith({ 'broken.example': 'broken', 'example.com': [[1, 'mx1.qq.com']] })
    const found = await lookUpProviders(['broken.example', 'example.com'], ask, { ...limits, atOnce: 1 })
    expect([...found]).toEqual([['example.com', 'qq']])
  })

  it('keeps what it has when the time is over', async () => {
    const ask = async (domain: string) =>
      domain === 'fast.example' ? ['mx1.qq.com'] : new Promise<string[]>(() => {})
    const found = await lookUpProviders(['fast.example', 'slow.example', 'gmail.com'], ask, {
      ...limits,
      timeoutMs: 50,
    })
    expect([...found]).toEqual([
      ['gmail.com', 'gmail'],
      ['fast.example', 'qq'],
    ])
  })

  it('stops asking a DNS that is dead', async () => {
    const asked: string[] = []
    const ask = async (domain: string): Promise<string[]> => {
      asked.push(domain)
      throw new Error('nobody answers')
    }
    const domains = Array.from({ length: 1000 }, (_, at) => `${at}.example`)
    expect([...(await lookUpProviders(domains, ask, { ...limits, most: 1000 }))]).toEqual([])
    expect(asked.length).toBeLessThan(20)
  })

  it('asks for at most so many at once', async () => {
    let now = 0
    let most = 0
    const ask = async (): Promise<string[]> => {
      now += 1
      most = Math.max(most, now)
      await new Promise(setImmediate)
      now -= 1
      return []
    }
    const domains = Array.from({ length: 50 }, (_, at) => `${at}.example`)
    await lookUpProviders(domains, ask, limits)
    expect(most).toBe(4)
  })
})

describe('openExchangers', () => {
  it('tells of a DNS that does not answer', async () => {
    const { ask } = await dnsWith({ 'example.com': 'silent' })
    await expect(ask('example.com')).rejects.toThrow(
      /^The DNS cannot be asked who takes the mail of example\.com/,
    )
  })
})
