import { describe, expect, it } from 'vitest'
import { aFixture, arrivalsOf } from './a-fixture.ts'

describe('Ghost', () => {
  it('tells who is subscribed, or was deleted; an empty cell means yes, as to Ghost itself', () => {
    expect(arrivalsOf(aFixture('ghost'))).toMatchObject([
      {
        status: 'active',
        profile: {
          name: 'Ada Lovelace',
          tags: ['early reader', 'vip'],
          attributes: { note: 'Met at a fair' },
        },
        since: new Date('2022-03-04T05:06:07Z'),
      },
      { address: 'left@example.org', status: 'unsubscribed' },
      { status: 'unsubscribed', leftAt: new Date('2023-03-06T05:06:07Z') },
      { address: 'blank@example.org', status: 'active', profile: { name: '王小明', attributes: {} } },
    ])
  })
})

describe('listmonk', () => {
  it('tells states, attributes, and times as Go prints them', () => {
    expect(arrivalsOf(aFixture('listmonk'))).toMatchObject([
      {
        status: 'active',
        profile: { name: 'Ada', attributes: { city: 'London', n: { deep: [1, 2] } } },
        since: new Date('2024-05-01T10:11:12.123Z'),
      },
      { status: 'unsubscribed', since: new Date('2024-05-01T10:11:12.500Z') },
      { address: 'block@example.org', status: 'unsubscribed' },
    ])
  })

  it('is read as its own import reads it', () => {
    expect(arrivalsOf(aFixture('listmonk-import'))).toMatchObject([
      { status: 'active', profile: { attributes: { city: 'London' } } },
    ])
  })
})

describe('Keila', () => {
  it('tells names, data and states', () => {
    expect(arrivalsOf(aFixture('keila'))).toMatchObject([
      {
        status: 'active',
        profile: { name: 'Ada Lovelace', attributes: { city: 'London', 'external id': 'crm-7' } },
      },
      { status: 'unsubscribed' },
      { status: 'bounced', profile: { attributes: {} } },
    ])
  })
})

describe('Hyvor Post', () => {
  it('tells states, times, sources, and columns of the newsletter', () => {
    expect(arrivalsOf(aFixture('hyvor'))).toMatchObject([
      {
        status: 'active',
        profile: { attributes: { city: 'London' } },
        since: new Date('2025-02-03T04:05:06Z'),
        details: { source: 'form' },
      },
      { status: 'pending' },
      { status: 'unsubscribed' },
    ])
  })
})

describe('Masthead', () => {
  it('tells all', () => {
    expect(arrivalsOf(aFixture('masthead'))).toEqual([
      {
        address: 'ada@example.org',
        profile: {
          name: 'Ada',
          language: 'en',
          timezone: 'Europe/London',
          tags: ['early reader', 'vip'],
          attributes: { city: 'London' },
        },
        status: 'active',
        since: new Date('2026-01-19T08:00:00.123Z'),
        leftAt: undefined,
        pausedUntil: new Date('2026-03-01T00:00:00Z'),
        details: {},
        consents: [
          {
            at: new Date('2026-01-19T08:00:00.123Z'),
            act: 'asked',
            how: 'form',
            place: '/',
            text: 'Yes, please.',
            details: { network: '192.0.2.0/24' },
          },
        ],
      },
      expect.objectContaining({ status: 'complained', leftAt: new Date('2026-02-19T08:00:00.123Z') }),
    ])
  })

  it.each([
    ['status', '', 'an unknown status: found ""'],
    ['status', 'enabled', 'an unknown status: found "enabled"'],
    ['since', '5/1/2024', 'found "5/1/2024", expected a time such as'],
    ['language', 'English', 'found "English", expected a language such as zh-CN'],
    ['timezone', 'Moon/Sea', 'found "Moon/Sea", expected a time zone such as Asia/Shanghai'],
    ['consents', '[{}]', 'records of consent that Masthead did not write'],
    ['consents', 'x', 'not JSON: found "x"'],
    ['attributes', '[]', 'attributes that are no object'],
  ])('refuses a %s of "%s"', (column, cell, reason) => {
    const cells = { status: 'active', since: '', language: '', timezone: '', consents: '', attributes: '' }
    const row = { email: 'a@example.org', ...cells, [column]: cell }
    const csv = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`
    expect(() => arrivalsOf(csv)).toThrow(reason)
  })
})
