import { describe, expect, it } from 'vitest'
import { SubscriberError } from '../../src/errors.ts'
import { ask } from '../../src/subscribers/rules/ask.ts'
import type { Subscriber } from '../../src/subscribers/subscriber.ts'
import { aWorkspace } from '../a-workspace.ts'
import { added, aSubscriberStore, asked, bounced, confirmed, left, minute } from './a-subscriber-store.ts'

const ada = 'ada@example.org'
const request = { how: 'form', place: '/', text: '', details: {} } as const

async function listed(people: AsyncIterable<Subscriber>): Promise<string[]> {
  const addresses: string[] = []
  for await (const { address } of people) addresses.push(address)
  return addresses
}

describe('a person', () => {
  it('asks, confirms, leaves, asks again and comes back, and every step is on record', async () => {
    const { store } = await aSubscriberStore()
    expect(await store.change(ada, asked())).toMatchObject({ status: 'pending' })
    expect(await store.change(ada, confirmed())).toMatchObject({ status: 'active' })
    expect(await store.change(ada, left())).toMatchObject({ status: 'unsubscribed' })
    expect(await store.of(ada)).toMatchObject({ suppression: { reason: 'unsubscribed', at: minute(10) } })
    expect(await store.change(ada, asked(minute(20)))).toMatchObject({ status: 'unsubscribed' })
    expect(await store.change(ada, confirmed(minute(20), minute(21)))).toMatchObject({ status: 'active' })
    const { consents, suppression } = await store.of(ada)
    expect(consents.map(({ act }) => act)).toEqual([
      'asked',
      'confirmed',
      'unsubscribed',
      'asked',
      'confirmed',
    ])
    expect(consents[4]?.text).toBe('Yes, please.')
    expect(suppression).toBeUndefined()
  })

  it('is not brought back by a letter from before they left', async () => {
    const { store } = await aSubscriberStore()
    await store.change(ada, asked())
    await store.change(ada, confirmed())
    await store.change(ada, left())
    expect(await store.change(ada, confirmed(minute(0), minute(30)))).toMatchObject({
      status: 'unsubscribed',
    })
  })

  it.each([
    ['left', left()],
    ['bounced', bounced()],
  ])('who %s is brought back only for a reason', async (_, leaving) => {
    const { store } = await aSubscriberStore()
    await store.change(ada, added())
    await store.change(ada, leaving)
    await expect(store.change(ada, added({ name: 'Ada' }))).rejects.toThrow(SubscriberError)
    expect(await store.of(ada)).toMatchObject({ subscriber: { name: '' }, consents: [{}, {}] })
    await store.change(ada, added({}, 'Asked by telephone', minute(40)))
    expect(await store.of(ada)).toMatchObject({
      subscriber: { status: 'active' },
      suppression: undefined,
      consents: [{}, {}, { act: 'brought-back', text: 'Asked by telephone' }],
    })
  })

  it('is the same however the address is spelt', async () => {
    const { store } = await aSubscriberStore()
    await store.change('Ada@XN--mnchen-3ya.de', added())
    await store.change('ada@münchen.de', left())
    expect(await store.of('ADA@MÜNCHEN.DE')).toMatchObject({ subscriber: { status: 'unsubscribed' } })
    expect(await listed(store.list())).toEqual(['Ada@XN--mnchen-3ya.de'])
  })

  it('gets no more than three letters a day, whoever asks for them', async () => {
    const { store, database } = await aSubscriberStore()
    for (const at of [0, 1, 2, 3, 4]) await store.change(ada, asked(minute(at)))
    expect(database.sqlite.prepare('SELECT kind FROM letters').all()).toHaveLength(3)
    await store.change(ada, asked(new Date('2026-01-20T09:00:00Z')))
    expect(database.sqlite.prepare('SELECT kind FROM letters').all()).toHaveLength(4)
  })

  it('keeps a name that a stranger tries to change', async () => {
    const { store } = await aSubscriberStore()
    await store.change(ada, added({ name: 'Ada', tags: ['beta'] }))
    await store.change(ada, ask({ ...request, at: minute(2), profile: { name: 'Eve', tags: ['x'] } }))
    expect(await store.of(ada)).toMatchObject({ subscriber: { name: 'Ada', tags: ['beta'] } })
  })
})

describe('somebody forgotten', () => {
  it('is gone from every table but for a hash, and the count of deliveries stays', async () => {
    const { path } = await aWorkspace()
    const { store, database } = await aSubscriberStore(path('masthead.db'))
    await store.change(ada, asked())
    database.sqlite
      .prepare(
        `INSERT INTO deliveries (issue, address, provider, attempts, status, at, reply) VALUES (?, ?, 'others', 1, ?, ?, ?)`,
      )
      .run('2026-W03', ada, 'sent', '2026-01-19', `250 OK <${ada}>`)
    await store.change('bob@example.org', asked())
    database.sqlite.exec(
      `UPDATE letters SET reply = 'fell silent before it took the message to Ada@example.org'`,
    )
    expect(await store.forget('ADA@example.org', minute(1))).toEqual({
      subscriber: true,
      suppression: false,
      consents: 1,
      letters: 1,
      deliveries: 1,
      isWiped: true,
    })
    const tables = database.sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    for (const { name } of tables)
      expect(JSON.stringify(database.sqlite.prepare(`SELECT * FROM "${name}"`).all())).not.toMatch(/ada@/i)
    expect(await store.of(ada)).toMatchObject({ subscriber: undefined, suppression: { reason: 'forgotten' } })
    expect(await store.count(minute(2))).toMatchObject({ forgotten: 1 })
  })

  it('comes back by themselves, or for a reason, and not otherwise', async () => {
    const { store } = await aSubscriberStore()
    await store.change(ada, added())
    await store.forget(ada, minute(1))
    await expect(store.change(ada, added())).rejects.toThrow('They were forgotten on 2026-01-19')
    await store.change(ada, asked(minute(2)))
    expect(await store.of(ada)).toMatchObject({ suppression: { reason: 'forgotten' } })
    await store.change(ada, confirmed(minute(2), minute(3)))
    expect(await store.of(ada)).toMatchObject({ subscriber: { status: 'active' }, suppression: undefined })
  })
})

describe('the database itself', () => {
  it.each([
    ["UPDATE subscribers SET status = 'active'", 'This mailbox is suppressed'],
    ["UPDATE consents SET text = 'agreed to all'", 'A record of consent is never changed'],
    ['DELETE FROM consents', 'A record of consent goes only with its subscriber'],
    [
      `INSERT OR REPLACE INTO subscribers (mailbox, address, name, tags, attributes, status, since, changed)
       VALUES ('${ada}', '${ada}', '', '[]', '{}', 'active', '2026', '2026')`,
      'This mailbox is suppressed',
    ],
  ])('refuses: %s', async (statement, reason) => {
    const { store, database } = await aSubscriberStore()
    await store.change(ada, added())
    await store.change(ada, left())
    expect(() => database.sqlite.exec(statement)).toThrow(reason)
  })
})

describe('lists, tags and counts', () => {
  it('tell who is there', async () => {
    const { store } = await aSubscriberStore()
    await store.change(ada, added({ name: 'Ada', language: 'en', tags: ['beta'] }))
    await store.change('xm@example.org', added({ name: '小明', language: 'zh-CN' }))
    await store.change('bob@example.org', added())
    await store.change('bob@example.org', left())
    expect(await listed(store.list({ status: 'active' }))).toEqual([ada, 'xm@example.org'])
    expect(await listed(store.list({ tag: 'beta' }))).toEqual([ada])
    expect(await listed(store.list({ search: '小' }))).toEqual(['xm@example.org'])
    await store.change('aerger@example.org', added({ name: 'ÄRGER' }))
    expect(await listed(store.list({ search: 'ärger' }))).toEqual(['aerger@example.org'])
    await store.forget('aerger@example.org', minute(2))
    expect(await store.tag({ status: 'active' }, { add: ['vip'], remove: ['beta'] }, minute(3))).toBe(2)
    expect(await store.tag({ status: 'active' }, { add: ['vip'], remove: [] }, minute(4))).toBe(0)
    expect(await store.count(minute(4))).toEqual({
      byStatus: { pending: 0, active: 2, unsubscribed: 1, bounced: 0, complained: 0 },
      paused: 0,
      forgotten: 1,
      byLanguage: [
        { language: 'en', count: 1 },
        { language: 'zh-CN', count: 1 },
      ],
      byTag: [{ tag: 'vip', count: 2 }],
      byMonth: [{ month: '2026-01', joined: 3, left: 1 }],
      letters: { queued: 0, failed: 0 },
    })
  })
})
