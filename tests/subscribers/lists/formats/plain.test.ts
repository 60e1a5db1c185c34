import { describe, expect, it } from 'vitest'
import { aFixture, arrivalsOf } from './a-fixture.ts'

describe('plain CSV', () => {
  it('tells in English what its columns are named for; what cannot be read of them is kept', () => {
    expect(arrivalsOf(aFixture('plain-english'))).toMatchObject([
      {
        address: 'ada@example.org',
        profile: {
          name: 'Ada Lovelace',
          language: 'en-GB',
          timezone: 'Europe/London',
          tags: ['early reader', 'vip'],
          attributes: { city: 'London' },
        },
        status: 'active',
      },
      { status: 'unsubscribed', profile: { attributes: { language: 'English', timezone: 'London' } } },
    ])
  })

  it('tells the same in Chinese', () => {
    expect(arrivalsOf(aFixture('plain-chinese'))).toMatchObject([
      {
        address: 'wang@example.org',
        profile: {
          name: '王小明',
          language: 'zh-CN',
          timezone: 'Asia/Shanghai',
          tags: ['云原生', '周报'],
          attributes: { 城市: '北京' },
        },
        status: 'active',
      },
      { address: 'lilei@example.org', status: 'unsubscribed' },
    ])
  })

  it('finds addresses by their looks, and those who left by a column of their own', () => {
    expect(arrivalsOf(aFixture('plain-unnamed'))).toMatchObject([
      { address: 'ada@example.org', status: 'active', profile: { attributes: { ort: 'London' } } },
      { status: 'unsubscribed', leftAt: new Date('2024-02-03') },
    ])
  })

  it.each([
    ['subscribed', 'false', 'unsubscribed'],
    ['subscribed', 'yes', 'active'],
    ['bounced', 'true', 'bounced'],
    ['complained', '1', 'complained'],
    ['opt_out', '', 'active'],
    ['status', 'Cleaned', 'bounced'],
  ])('believes %s: %s', (column, cell, status) => {
    expect(arrivalsOf(`email,${column}\na@example.org,${cell}\n`)).toMatchObject([{ status }])
  })

  it.each([
    ['email,status', 'a@example.org,maybe', 'an unknown status: found "maybe", expected pending, active'],
    ['email,subscribed', 'a@example.org,maybe', 'neither yes nor no in subscribed'],
    ['email,name', 'nobody,Ada', 'not an address: expected one such as ada@example.org'],
    ['email,name', ',Ada', 'no address'],
    [
      'email,name',
      'a@example.org,"Ada\nBcc: b@example.org"',
      'a line break or a control character in the name',
    ],
    ['email,name', `a@example.org,${'x'.repeat(201)}`, 'a name of 201 characters: expected at most 200'],
    ['email,tags', `a@example.org,${'x'.repeat(61)}`, 'a tag of 61 characters'],
    ['email,tags', 'a@example.org,"a\u0007b"', 'a line break or a control character in a tag'],
    [
      'email,note',
      `a@example.org,${'x'.repeat(17_000)}`,
      'attributes of 17011 bytes: expected at most 16384',
    ],
  ])('refuses %s: %s', (head, row, reason) => {
    expect(() => arrivalsOf(`${head}\n${row}\n`)).toThrow(reason)
  })

  it('makes no attribute of a name that JavaScript gives a meaning to', () => {
    const [arrival] = arrivalsOf('email,__proto__,constructor,city\na@example.org,x,y,London\n')
    expect(Object.entries(arrival?.profile.attributes ?? {})).toEqual([['city', 'London']])
  })
})
