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
    ['unsubscribe_date', '2024-01-01', 'unsubscribed'],
    ['Unsubscribed On', '5/1/2024', 'unsubscribed'],
    ['bounced_at', '2024-01-01', 'bounced'],
    ['Deleted At', '2024-01-01 10:11:12', 'unsubscribed'],
    ['deleted_at', '0000-00-00 00:00:00', 'active'],
    ['opt-out time', '2024-01-01', 'unsubscribed'],
    ['EMAIL_BLACKLIST', 'true', 'unsubscribed'],
    ['Do Not Email', 'yes', 'unsubscribed'],
    ['subscription_status', 'Unsubscribed', 'unsubscribed'],
    ['Email Marketing Consent State', 'NOT_SUBSCRIBED', 'unsubscribed'],
    ['email_status', 'bounced', 'bounced'],
    ['cleaned', 'yes', 'bounced'],
    ['consent', 'no', 'unsubscribed'],
    ['opt_in', 'false', 'unsubscribed'],
    ['Accepts Email Marketing', 'no', 'unsubscribed'],
    ['Accepts Email Marketing', 'yes', 'active'],
    ['optin_time', '2024-01-01 10:11:12', 'active'],
    ['订阅状态', '已退订', 'unsubscribed'],
    ['是否退订', '是', 'unsubscribed'],
    ['是否退订', '否', 'active'],
    ['退订时间', '2024/01/01', 'unsubscribed'],
    ['取消訂閱', '是', 'unsubscribed'],
    ['退信', '2024-01-01', 'bounced'],
    ['Accepts SMS Marketing', 'no', 'active'],
    ['unsubscribe_url', 'https://example.org/u/1', 'active'],
    ['subscription source', 'web', 'active'],
    ['favourite topic', 'options', 'active'],
  ])('believes %s: %s', (column, cell, status) => {
    expect(arrivalsOf(`email,${column}\na@example.org,${cell}\n`)).toMatchObject([{ status }])
  })

  it.each([
    [
      'email,status',
      'a@example.org,maybe',
      '"status" may say that they left: found "maybe", expected a word such as active',
    ],
    [
      'email,subscribed',
      'a@example.org,maybe',
      '"subscribed" may say that they left: found "maybe", expected yes or no',
    ],
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

  it.each([
    ['unsubscribe_reason', 'Too long'],
    ['bounce_count', '3'],
    ['marketing', 'sometimes'],
    ['subscription end', '2024-01-01'],
    ['cancelled', '2024-01-01'],
    ['opted', 'y'],
    ['payment status', 'open'],
    ['block', 'B12'],
    ['last event', 'Unsubscribed'],
    ['备注', '已退订'],
  ])('does not guess what %s: %s says, but tells how it can be taken', (column, cell) => {
    const text = `email,${column}\na@example.org,${cell}\n`
    expect(() => arrivalsOf(text)).toThrow(`"${column}" may say that they left: found "${cell}", expected`)
    expect(() => arrivalsOf(text)).toThrow(`add --ignore "${column}"`)
  })

  it('needs not understand why somebody left who did', () => {
    const text = 'email,unsubscribed,unsubscribe_reason,status\na@example.org,2024-01-01,Too long,pending\n'
    expect(arrivalsOf(text)).toMatchObject([
      {
        status: 'unsubscribed',
        leftAt: new Date('2024-01-01'),
        details: { unsubscribe_reason: 'Too long' },
      },
    ])
  })

  it.each([
    ['unsubscribed_members_export_ab12.csv', 'email', 'unsubscribed'],
    ['unsubscribed_members_export_ab12.csv', 'Email Address,First Name', 'unsubscribed'],
    ['cleaned.csv', 'email', 'bounced'],
    ['cleaned_members_export_ab12.csv', 'Email Address,First Name', 'bounced'],
    ['退订名单.csv', '邮箱', 'unsubscribed'],
    ['unsubscribed.csv', 'email,status', 'active'],
    ['cleanedup.csv', 'email', 'active'],
  ])('believes the name %s where no column (%s) has a status', (name, columns, status) => {
    const cells = columns.includes(',') ? ',' : ''
    expect(arrivalsOf(`${columns}\na@example.org${cells}\n`, name)).toMatchObject([{ status }])
  })

  it('makes no attribute of a name that JavaScript gives a meaning to', () => {
    const [arrival] = arrivalsOf('email,__proto__,constructor,city\na@example.org,x,y,London\n')
    expect(Object.entries(arrival?.profile.attributes ?? {})).toEqual([['city', 'London']])
  })
})
