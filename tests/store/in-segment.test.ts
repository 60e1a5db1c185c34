import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SubscriberDatabase } from '../../src/store/subscriber-database.ts'
import { parseSegment } from '../../src/subscribers/segment/parse-segment.ts'
import type { Segment } from '../../src/subscribers/segment/segment.ts'
import type { Subscriber } from '../../src/subscribers/subscriber.ts'
import { aSegment, some } from '../subscribers/segment/a-segment.ts'
import { added, aSubscriberStore, minute } from './a-subscriber-store.ts'
import { isInSegment } from './is-in-segment.ts'

async function everybody(store: SubscriberDatabase, segment?: Segment): Promise<Subscriber[]> {
  const people: Subscriber[] = []
  for await (const person of store.list(segment ? { segment } : {})) people.push(person)
  return people
}

const addressesOf = (people: readonly Subscriber[]) => people.map(({ address }) => address)

const value = fc.oneof(
  fc.constantFrom<unknown>(...some.values, 3, 1.5, -2, 1e21, true, false, null, { a: 'pro' }),
  fc.subarray<unknown>(['pro', 3, true, null, ['pro'], { plan: 'pro' }]),
)
const aPerson = fc.record({
  domain: fc.constantFrom('QQ.com', 'vip.qq.com', 'münchen.de', 'aqq.com'),
  day: fc.integer({ min: 17, max: 21 }),
  language: fc.constantFrom(undefined, 'zh', 'zh-CN', 'zh-TW', 'zhx', 'en-GB'),
  tags: fc.subarray([...some.tags, 'Beta', 'beta2']),
  attributes: fc.dictionary(fc.constantFrom(...some.names, 'b'), value),
})

/** A store of sixty people of whom no two need be alike. */
async function manyPeople(seed: number) {
  const { store } = await aSubscriberStore()
  const people = fc.sample(aPerson, { numRuns: 60, seed })
  for (const [at, { domain, day, ...profile }] of people.entries()) {
    const joined = new Date(Date.UTC(2026, 0, day, at % 2 ? 0 : 23, at % 2 ? 0 : 59))
    await store.change(`person${at}@${domain}`, added(profile, '', joined))
  }
  return store
}

/** Four people with little in common. */
async function fourPeople() {
  const { store } = await aSubscriberStore()
  const attributes = {
    plan: 'pro',
    seats: 3,
    isNew: true,
    isPaid: false,
    topics: ['go', 'db'],
    city: { name: 'go' },
  }
  await store.change('ada@example.org', added({ language: 'en', tags: ['beta'], attributes }))
  await store.change('wang@qq.com', added({ language: 'zh-CN', tags: ['beta', '读者'] }))
  await store.change('chen@qq.com', added({ language: 'zh-TW' }, '', new Date('2025-12-31T23:59:59Z')))
  await store.change('x@MÜNCHEN.de', added({}, '', minute(0)))
  return store
}

describe('people of a segment', () => {
  it.each([
    ['tag:beta', ['ada', 'wang']],
    ['tag:Beta', []],
    ['not tag:beta', ['chen', 'x']],
    ['language:zh', ['wang', 'chen']],
    ['language:zh-CN', ['wang']],
    ['not language:zh', ['ada', 'x']],
    ['domain:qq.com', ['wang', 'chen']],
    ['domain:q.com', []],
    ['domain:münchen.de', ['x']],
    ['since:<2026-01-01', ['chen']],
    ['since:2026-01-19', ['ada', 'wang', 'x']],
    ['attribute.plan:pro attribute.seats:3 attribute.isNew:true attribute.isPaid:false', ['ada']],
    ['attribute.seats:3.0 or attribute.isNew:1 or attribute.city:go', []],
    ['attribute.topics:db', ['ada']],
    ['not attribute.plan:pro', ['wang', 'chen', 'x']],
    ['tag:beta and language:zh-CN or domain:münchen.de', ['wang', 'x']],
    ['tag:beta and (language:zh-CN or domain:münchen.de)', ['wang']],
    [`tag:"' OR 1=1 --"`, []],
  ])('of %j are %j', async (text, names) => {
    const people = await everybody(await fourPeople(), parseSegment(text))
    expect(addressesOf(people).map(address => address.split('@')[0])).toEqual(names)
  })

  it('are those whom a plain function finds', async () => {
    const store = await manyPeople(1)
    const all = await everybody(store)
    expect(all).toHaveLength(60)
    await fc.assert(
      fc.asyncProperty(aSegment, async segment => {
        const expected = all.filter(person => isInSegment(person, segment))
        expect(addressesOf(await everybody(store, segment))).toEqual(addressesOf(expected))
        expect(await store.countOf({ segment })).toBe(expected.length)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['terms side by side', 'tag:a and '.repeat(198)],
    ['alternatives', 'tag:a or '.repeat(220)],
    ['layers', 'not (tag:a or '.repeat(10)],
    ['attributes', 'attribute.a:b or '.repeat(110)],
  ])('are found by the longest segments: %s', async (_, start) => {
    const store = await fourPeople()
    const segment = parseSegment(`${start}tag:beta${')'.repeat(start.split('(').length - 1)}`)
    const all = await everybody(store)
    const expected = all.filter(person => isInSegment(person, segment))
    expect(await everybody(store, segment)).toEqual(expected)
  })

  it('are tagged as well, other filters aside', async () => {
    const store = await fourPeople()
    const filter = { status: 'active', segment: parseSegment('language:zh') } as const
    expect(await store.tag(filter, { add: ['chinese'], remove: [] }, minute(9))).toBe(2)
    expect(await store.countOf({ tag: 'chinese', segment: parseSegment('domain:qq.com') })).toBe(2)
  })
})
