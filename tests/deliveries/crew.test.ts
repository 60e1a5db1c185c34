import { expect, it } from 'vitest'
import { Crew } from '../../src/deliveries/crew.ts'
import type { Lane } from '../../src/deliveries/smtp/lane.ts'

const account = {
  name: 'smtp',
  url: 'smtp://127.0.0.1',
  isTlsRequired: true,
  weight: 1,
  connections: 1,
  messagesPerConnection: 100,
  limits: {},
}

it('a connection that stands only after the end of a run is closed', async () => {
  const opening = Promise.withResolvers<void>()
  let isOpen = false
  const lane: Lane = {
    server: account.url,
    window: 1,
    left: 100,
    get isOpen() {
      return isOpen
    },
    async open() {
      await opening.promise
      isOpen = true
    },
    send: () => Promise.reject(new Error('nothing is sent')),
    async close() {
      isOpen = false
    },
  }
  const crew = new Crew({ account, openLane: () => lane }, () => ({}))
  const opened = crew.widen(0)
  await crew.end()
  opening.resolve()
  await opened
  expect(isOpen).toBe(false)
})
