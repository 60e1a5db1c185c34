import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SubscriberError } from '../../src/errors.ts'
import { ImportDatabase } from '../../src/store/imports/import-database.ts'
import { keyringOf } from '../../src/subscribers/keyring.ts'
import { mergedProfile } from '../../src/subscribers/rules/add.ts'
import { aWorkspace } from '../a-workspace.ts'
import { anArrival } from '../subscribers/lists/a-list.ts'
import { added, aKeyring, aSubscriberStore, asked, bounced, left, minute } from './a-subscriber-store.ts'
import { imported } from './an-import.ts'

const [ada, bob] = ['ada@example.org', 'bob@example.org']

describe('an import', () => {
  it('adds people, whose consent names the file and what it tells', async () => {
    const { store, database } = await aSubscriberStore()
    const details = { OPTIN_IP: '192.0.2.1' }
    const profile = { name: 'Ada', language: 'en', tags: ['b', 'a', 'b'], attributes: { shoe: { size: 38 } } }
    const arrival = anArrival(ada, 'active', profile, { since: minute(1), pausedUntil: minute(50), details })
    const { plan, done } = await imported(database, [['people.csv', arrival]])
    expect(plan).toEqual(done)
    expect(done).toMatchObject({
      counts: { added: 1 },
      lines: { added: [{ file: 'people.csv', line: 2, address: ada }] },
    })
    expect(await store.of('ADA@example.org')).toMatchObject({
      subscriber: {
        ...profile,
        tags: ['a', 'b'],
        status: 'active',
        since: minute(1),
        pausedUntil: minute(50),
      },
      consents: [{ at: minute(30), act: 'imported', how: 'file', place: 'people.csv', details }],
    })
  })

  it('keeps the consent that our own file has on record, before that of the import', async () => {
    const { store, database } = await aSubscriberStore()
    const before = {
      at: minute(2),
      act: 'confirmed',
      how: 'mail',
      place: '/',
      text: 'Yes.',
      details: { ip: '::1' },
    } as const
    await imported(database, [['a.jsonl', anArrival(ada, 'active', {}, { consents: [before] })]])
    expect((await store.of(ada)).consents).toMatchObject([before, { act: 'imported' }])
  })

  it('refuses attributes that are too many with those that are known, but lets people leave', async () => {
    const { store, database } = await aSubscriberStore()
    for (const address of [ada, bob])
      await store.change(address, added({ attributes: { a: 'x'.repeat(9000) } }))
    const more = { attributes: { b: 'x'.repeat(9000) } }
    const { done } = await imported(database, [
      ['a.csv', anArrival(ada, 'active', more), anArrival(bob, 'unsubscribed', more)],
    ])
    expect(done).toMatchObject({
      counts: { refused: 1, leaving: 1, updated: 0 },
      lines: { refused: [{ line: 2, reason: expect.stringContaining('more than 16384 bytes, together') }] },
    })
    expect((await store.of(ada)).subscriber?.attributes).toEqual({ a: 'x'.repeat(9000) })
    expect((await store.of(bob)).subscriber?.status).toBe('unsubscribed')
  })

  it('believes no time of leaving that is still to come: nobody could come back before it', async () => {
    const { store, database } = await aSubscriberStore()
    await imported(database, [['a.csv', anArrival(ada, 'bounced', {}, { leftAt: new Date('2099-01-01') })]])
    expect((await store.of(ada)).suppression?.at).toEqual(minute(30))
  })

  it.each([
    ['pending', 'active', 'active', 'updated'],
    ['pending', 'pending', 'pending', 'unchanged'],
    ['active', 'pending', 'active', 'unchanged'],
    ['active', 'active', 'active', 'unchanged'],
    ['active', 'unsubscribed', 'unsubscribed', 'leaving'],
    ['pending', 'bounced', 'bounced', 'leaving'],
    ['unsubscribed', 'active', 'unsubscribed', 'suppressed'],
    ['unsubscribed', 'complained', 'unsubscribed', 'suppressed'],
    ['nobody', 'complained', 'complained', 'added'],
    ['nobody', 'pending', 'pending', 'added'],
  ] as const)('of somebody %s who is %s in the file makes them %s', async (here, said, then, outcome) => {
    const { store, database } = await aSubscriberStore()
    if (here === 'pending') await store.change(ada, asked())
    else if (here !== 'nobody') await store.change(ada, added())
    if (here === 'unsubscribed') await store.change(ada, left())
    const before = (await store.of(ada)).consents.length
    const { done } = await imported(database, [['a.csv', anArrival(ada, said, {}, { leftAt: minute(20) })]])
    expect(done.counts[outcome]).toBe(1)
    const { subscriber, suppression, consents } = await store.of(ada)
    expect(subscriber?.status).toBe(then)
    expect(consents.length - before).toBe(outcome === 'unchanged' || outcome === 'suppressed' ? 0 : 1)
    if (outcome === 'leaving')
      expect(consents.at(-1)).toMatchObject({ act: said, how: 'file', place: 'a.csv' })
    if (outcome === 'leaving' || said === 'complained')
      expect(suppression).toMatchObject(
        here === 'unsubscribed'
          ? { reason: 'unsubscribed', at: minute(10) }
          : { reason: then, at: minute(20), place: 'a.csv' },
      )
  })

  it('takes the strongest of the same mailbox, and names where it stands', async () => {
    const { store, database } = await aSubscriberStore()
    const files = [
      ['a.csv', anArrival(ada), anArrival('ADA@example.org', 'unsubscribed')],
      ['b.csv', anArrival('Ada@example.org', 'pending'), anArrival('ada@EXAMPLE.org', 'complained')],
    ] as const
    const { done } = await imported(
      database,
      files.map(([name, ...people]) => [name, ...people]),
    )
    expect(done.lines.refused.map(({ file, line, reason }) => `${file}:${line}: ${reason}`)).toEqual([
      'a.csv:2: the same address as in b.csv:3',
      'a.csv:3: the same address as in b.csv:3',
      'b.csv:2: the same address as in b.csv:3',
    ])
    expect(done.counts).toMatchObject({ added: 1, refused: 3 })
    expect(await store.of(ada)).toMatchObject({ subscriber: { status: 'complained' } })
  })

  it('with --pending asks those who are new, and leaves the status of others', async () => {
    const { store, database } = await aSubscriberStore()
    await store.change(bob, added())
    const people = [anArrival(ada), anArrival(bob), anArrival('c@example.org', 'bounced')]
    const { done } = await imported(database, [['a.csv', ...people]], { isAsking: true })
    expect(done).toMatchObject({ letters: 1, counts: { added: 2, unchanged: 1 } })
    expect(await store.of(ada)).toMatchObject({
      subscriber: { status: 'pending' },
      consents: [{ act: 'asked', how: 'file' }],
    })
    expect(await store.of(bob)).toMatchObject({ subscriber: { status: 'active' } })
    expect(database.sqlite.prepare('SELECT kind, status FROM letters').all()).toMatchObject([
      { kind: 'confirm', status: 'queued' },
    ])
  })

  it('gives a language to those of whom none is known', async () => {
    const { store, database } = await aSubscriberStore()
    await store.change(bob, added({ language: 'fr' }))
    const people = [anArrival(ada), anArrival(bob), anArrival('c@example.org', 'active', { language: 'de' })]
    await imported(database, [['a.csv', ...people]], { language: 'en' })
    const languages = [ada, bob, 'c@example.org'].map(async who => (await store.of(who)).subscriber?.language)
    expect(await Promise.all(languages)).toEqual(['en', 'fr', 'de'])
  })

  it('merges what is known with what the file says as people are merged everywhere', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 3 })
    const maybe = fc.option(text.filter(Boolean), { nil: undefined })
    const profile = fc.record({
      name: text,
      language: maybe,
      timezone: maybe,
      tags: fc.array(fc.constantFrom('a', 'B', '😀', '＃', '标签')),
      attributes: fc.dictionary(fc.constantFrom('a', 'b', '1', '__proto__'), fc.jsonValue(), { maxKeys: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(profile, profile, async (known, said) => {
        const { store, database } = await aSubscriberStore()
        await store.change(ada, added(known))
        const before = (await store.of(ada)).subscriber
        const { done } = await imported(database, [['a.csv', anArrival(ada, 'active', said)]])
        const after = (await store.of(ada)).subscriber
        const merged = JSON.parse(JSON.stringify(mergedProfile(before, said)))
        expect(JSON.parse(JSON.stringify(after))).toMatchObject(merged)
        expect(done.counts.unchanged === 1).toBe(JSON.stringify(after) === JSON.stringify(before))
        database.close()
      }),
      { numRuns: 60 },
    )
  })

  it('tells what was done where others wrote after the plan', async () => {
    const { store, database } = await aSubscriberStore()
    const staging = await new ImportDatabase(database, aKeyring).stage()
    await staging.add({ path: 'a.csv', name: 'a.csv' }, [{ line: 2, arrival: anArrival(ada) }])
    const order = { at: minute(30), isAsking: false }
    expect(await staging.plan(order)).toMatchObject({ counts: { added: 1 } })
    await store.change(ada, added())
    await store.change(ada, left())
    expect(await staging.apply(order)).toMatchObject({
      counts: { added: 0, suppressed: 1 },
      lines: { suppressed: [{ reason: 'unsubscribed on 2026-01-19 (/)' }] },
    })
  })
})

describe('somebody forgotten', () => {
  it('stays forgotten, also by an older key', async () => {
    const { store, database } = await aSubscriberStore()
    await store.change(ada, added())
    await store.forget(ada, minute(1))
    const [old] = aKeyring
    const keyring = keyringOf(['another secret of more than 32 letters', old.secret], 'test')
    const { done } = await imported(database, [['a.csv', anArrival('ADA@example.org')]], {}, keyring)
    expect(done).toMatchObject({
      counts: { suppressed: 1, added: 0 },
      lines: { suppressed: [{ reason: 'forgotten' }] },
    })
    expect((await store.of(ada)).subscriber).toBeUndefined()
  })

  it('keeps everything out while the key that knows them is missing', async () => {
    const { store, database } = await aSubscriberStore()
    await store.forget(ada, minute(1))
    const keyring = keyringOf(['another secret of more than 32 letters'], 'test')
    const importing = imported(database, [['a.csv', anArrival(bob)]], {}, keyring)
    await expect(importing).rejects.toThrow(SubscriberError)
    await expect(importing).rejects.toThrow('1 forgotten person is known by the key')
  })
})

describe('nobody who must not be written to', () => {
  const status = fc.constantFrom('pending', 'active', 'unsubscribed', 'bounced', 'complained' as const)
  const row = fc.record({ who: fc.constantFrom(0, 1, 2, 3), status })
  const files = fc.array(fc.array(row, { maxLength: 5 }), { minLength: 1, maxLength: 3 })
  const people = ['left@example.org', 'bounced@example.org', 'forgotten@example.org', 'free@example.org']

  it('comes back by any files, rows, statuses and flags in any order', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), fc.boolean(), async (written, isAsking, isTwice) => {
        const { store, database } = await aSubscriberStore()
        for (const [at, person] of people.entries()) {
          await store.change(person, added())
          if (at === 0) await store.change(person, left())
          if (at === 1) await store.change(person, bounced())
          if (at === 2) await store.forget(person, minute(11))
        }
        const before = await Promise.all(people.slice(0, 3).map(person => store.of(person)))
        const spelt = (who: number, at: number) => (at % 2 ? people[who]?.toUpperCase() : people[who]) ?? ''
        const arrivals = written.map((rows, at) => [
          `${at}.csv`,
          ...rows.map(({ who, status }, at) =>
            anArrival(spelt(who, at), status as 'active', { name: 'New' }),
          ),
        ])
        for (let round = 0; round < (isTwice ? 2 : 1); round += 1)
          await imported(database, arrivals as never, { isAsking })
        expect(await Promise.all(people.slice(0, 3).map(person => store.of(person)))).toEqual(before)
        const said = written
          .flat()
          .filter(({ who, status }) => who === 3 && status !== 'active' && status !== 'pending')
        const { subscriber } = await store.of('free@example.org')
        expect(subscriber?.status === 'active').toBe(said.length === 0)
        database.close()
      }),
      { numRuns: 60 },
    )
  })
})

describe('an import while others write', () => {
  it('loses nothing of theirs, nor of its own', async () => {
    const { path } = await aWorkspace()
    const { database } = await aSubscriberStore(path('masthead.db'))
    const { store: other } = await aSubscriberStore(path('masthead.db'))
    const arrivals = Array.from({ length: 3000 }, (_, at) => anArrival(`i${at}@example.org`))
    const changes = Array.from({ length: 60 }, (_, at) => `o${at}@example.org`)
    const others = async () => {
      for (const who of changes) await other.change(who, added())
      for (const who of changes) await other.change(who, left(minute(40)))
    }
    await Promise.all([imported(database, [['a.csv', ...arrivals]]), others()])
    expect((await other.count(minute(50))).byStatus).toMatchObject({ active: 3000, unsubscribed: 60 })
  })
})
