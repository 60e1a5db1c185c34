import { describe, expect, it } from 'vitest'
import { LetterDatabase } from '../../src/store/letter-database.ts'
import { aSubscriberStore, asked, minute } from './a-subscriber-store.ts'

describe('letters', () => {
  it('are taken by one program alone, and again by another when it has died', async () => {
    const { store, database } = await aSubscriberStore()
    const letters = new LetterDatabase(database)
    await store.change('ada@example.org', asked())
    expect(await letters.take(10, minute(1), minute(11))).toMatchObject([
      { kind: 'confirm', attempts: 0, subscriber: { address: 'ada@example.org' } },
    ])
    expect(await letters.take(10, minute(2), minute(12))).toEqual([])
    expect(await letters.take(10, minute(11), minute(21))).toMatchObject([{ attempts: 1 }])
  })

  it('are gone when they are sent, tried again when not, and kept when given up', async () => {
    const { store, database } = await aSubscriberStore()
    const letters = new LetterDatabase(database)
    for (const name of ['a', 'b', 'c']) await store.change(`${name}@example.org`, asked())
    const [a, b, c] = (await letters.take(10, minute(1), minute(11))).map(({ id }) => id)
    await letters.done(a ?? 0)
    await letters.failed(b ?? 0, '450 later', minute(3))
    await letters.failed(c ?? 0, '550 no', undefined)
    expect(await letters.count()).toEqual({ queued: 1, failed: 1 })
    expect(await letters.take(10, minute(3), minute(13))).toMatchObject([{ id: b }])
  })
})
