import { expect, it } from 'vitest'
import { Crew } from '../../src/deliveries/crew.ts'
import { UnreachableServerError } from '../../src/deliveries/transport.ts'

const account = {
  name: 'main',
  url: 'smtp://mail.example.org',
  isTlsRequired: true,
  weight: 1,
  connections: 3,
  messagesPerConnection: 100,
  limits: {},
}
const minuteMs = 60_000

/** A server that grants connections, or not, as long as `opens` resolves, or rejects. */
function aCrew(opens: () => Promise<void>): Crew {
  return new Crew({ account, openLane: aLane }, () => ({}))
  function aLane() {
    const lane = {
      server: account.url,
      window: 1,
      left: 100,
      isOpen: false,
      open: async () => {
        await opens()
        lane.isOpen = true
      },
      send: async () => ({ outcome: 'returned', why: 'unused' }) as const,
      close: async () => {
        lane.isOpen = false
      },
    }
    return lane
  }
}

it('asks for more connections again, ten minutes after a server granted no more', async () => {
  let isFull = false
  const crew = aCrew(async () => {
    if (isFull) throw new UnreachableServerError('421 too many connections', { isLasting: false })
  })
  await crew.widen(0)
  isFull = true
  await crew.widen(0)
  isFull = false
  expect(crew.widen(9 * minuteMs)).toBeUndefined()
  await crew.widen(11 * minuteMs)
  await crew.widen(11 * minuteMs)
  expect([crew.berths.length, crew.trouble]).toEqual([3, undefined])
})

it('leaves no connection open that stands only after the end', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const crew = aCrew(() => promise)
  const opening = crew.widen(0)
  await crew.end()
  resolve()
  await opening
  expect(crew.isAtWork).toBe(false)
})
