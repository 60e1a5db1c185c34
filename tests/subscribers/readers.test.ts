import { describe, expect, it } from 'vitest'
import { nobodyToSendTo, readersOfFile, reasonAgainst } from '../../src/subscribers/readers.ts'
import { prefer } from '../../src/subscribers/rules/prefer.ts'
import { added, aSubscriberStore, asked, bounced, left, minute } from '../store/a-subscriber-store.ts'

const now = minute(30)
const until = (pausedUntil: Date) =>
  prefer({ at: minute(5), how: 'page', place: '/', details: {}, profile: {}, pausedUntil })
const later = new Date('2026-02-01T00:00:00Z')

async function aList() {
  const { store } = await aSubscriberStore()
  for (const name of ['active', 'paused', 'back', 'left', 'bounced'])
    await store.change(`${name}@example.org`, added({ name }))
  await store.change('paused@example.org', until(later))
  await store.change('back@example.org', until(minute(20)))
  await store.change('left@example.org', left())
  await store.change('bounced@example.org', bounced())
  await store.change('pending@example.org', asked())
  return store
}

describe('nobodyToSendTo', () => {
  it.each([
    [0, 'There are no subscribers to send to'],
    [1, '1 asked, and has not confirmed'],
    [2, '2 asked, and have not confirmed'],
  ])('says how many have not confirmed, with a way out: %j', (pending, message) => {
    expect(nobodyToSendTo(pending)).toMatchObject({
      message: expect.stringContaining(message),
      wayOut: expect.stringContaining('masthead subscribers import'),
    })
  })
})

describe('readersOfFile', () => {
  it('leaves out who must not be written to, however they are spelt', async () => {
    const store = await aList()
    await store.forget('active@example.org', minute(12))
    const subscribers = [
      'LEFT@example.org',
      'bounced@example.org',
      'active@example.org',
      'paused@example.org',
      'pending@example.org',
      'new@example.org',
    ].map(address => ({ address, name: '' }))
    expect(await readersOfFile(store, { subscribers, refused: [] }, minute(20))).toEqual({
      subscribers: [{ address: 'new@example.org', name: '' }],
      refused: [],
      leftOut: [
        { address: 'LEFT@example.org', reason: 'unsubscribed on 2026-01-19' },
        { address: 'bounced@example.org', reason: 'bounced on 2026-01-19' },
        { address: 'active@example.org', reason: 'forgotten on 2026-01-19' },
        { address: 'paused@example.org', reason: 'paused until 2026-02-01' },
        { address: 'pending@example.org', reason: 'has not confirmed' },
      ],
    })
  })
})

describe('readersOfFile, of people who are on the list too', () => {
  it('knows their number, by which they have pages of their own', async () => {
    const store = await aList()
    const subscribers = [{ address: 'ACTIVE@example.org', name: 'A' }]
    expect((await readersOfFile(store, { subscribers, refused: [] }, minute(20))).subscribers).toEqual([
      { id: 1, address: 'ACTIVE@example.org', name: 'A' },
    ])
  })
})

describe('reasonAgainst', () => {
  it.each([
    ['active@example.org', undefined],
    ['back@example.org', undefined],
    ['paused@example.org', 'paused until 2026-02-01'],
    ['left@example.org', 'unsubscribed on 2026-01-19'],
    ['pending@example.org', 'has not confirmed'],
    ['new@example.org', undefined],
  ])('says of %s: %s', async (address, reason) => {
    const known = await (await aList()).of(address)
    expect(reasonAgainst(known, now)).toBe(reason)
  })
})
