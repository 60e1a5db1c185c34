import { describe, expect, it } from 'vitest'
import { readersOfFile, readersOfList, whyNotNow } from '../../src/subscribers/readers.ts'
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

describe('readersOfList', () => {
  it('has the active people with their numbers, leaves out who pauses, and counts who has not confirmed', async () => {
    expect(await readersOfList(await aList(), now)).toEqual({
      people: {
        subscribers: [
          { id: 1, address: 'active@example.org', name: 'active' },
          { id: 3, address: 'back@example.org', name: 'back' },
        ],
        refused: [],
        leftOut: [{ address: 'paused@example.org', reason: 'paused until 2026-02-01' }],
      },
      pending: 1,
    })
  })

  it.each([
    [[], 'There are no subscribers to send to'],
    [['a'], '1 asked, and has not confirmed'],
    [['a', 'b'], '2 asked, and have not confirmed'],
  ])('says that there is nobody, with a way out: %j', async (names, message) => {
    const { store } = await aSubscriberStore()
    for (const name of names) await store.change(`${name}@example.org`, asked())
    await expect(readersOfList(store, now)).rejects.toMatchObject({
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
    expect((await readersOfFile(store, { subscribers, refused: [] }, minute(20))).people).toEqual({
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
    expect((await readersOfFile(store, { subscribers, refused: [] }, minute(20))).people.subscribers).toEqual(
      [{ id: 1, address: 'ACTIVE@example.org', name: 'A' }],
    )
  })
})

describe('whyNotNow', () => {
  it.each([
    [{ id: 1, address: 'active@example.org' }, undefined],
    [{ id: 2, address: 'paused@example.org' }, 'paused until 2026-02-01'],
    [{ id: 4, address: 'left@example.org' }, 'unsubscribed on 2026-01-19'],
    [{ id: 6, address: 'pending@example.org' }, 'has not confirmed'],
    [{ id: 99, address: 'gone@example.org' }, 'is no longer on the list'],
    [{ address: 'left@example.org' }, 'unsubscribed on 2026-01-19'],
    [{ address: 'new@example.org' }, undefined],
  ])('says of %j: %s', async (reader, reason) => {
    expect(await whyNotNow(await aList(), { name: '', ...reader }, now)).toBe(reason)
  })
})
