import { describe, expect, it } from 'vitest'
import { mailboxOf, readAddress } from '../../src/subscribers/address.ts'

describe('readAddress', () => {
  it.each([
    'ada@example.org',
    "o'neil+news_2@mail.example.org",
    '用户@例子.中国',
    'm@münchen.de',
    'me@localhost',
    'x@sub-domain.example.org',
  ])('takes %s as it is', address => {
    expect(readAddress(address)).toBe(address)
  })

  it('brings a domain into its normal form', () => {
    expect(readAddress('m@XN--mnchen-3ya.DE')).toBe('m@münchen.de')
    expect(readAddress('m@mu\u0308nchen.de')).toBe('m@münchen.de')
  })

  it.each([
    '<z@example.org>',
    'z@example.org>',
    'b>x@example.org',
    'z@example.org;',
    'z@example.org,y@example.org',
    'mailto:z@example.org',
    'z(comment)@example.org',
    '"z z"@example.org',
    'z@example.org.',
    '.z@example.org',
    'z@-example.org',
    'z@[127.0.0.1]',
    'z@1.2',
    'z@y@example.org',
    'z@',
    '@example.org',
    '\u001b[2Jx@example.org',
    'x\0@example.org',
    'x\u202e@example.org',
    `${'x'.repeat(65)}@example.org`,
  ])('refuses %j', address => {
    expect(readAddress(address)).toBeUndefined()
  })

  it.each(['a', '.', '@', 'a.', '-', '\u0308'])('refuses a megabyte of %j', one => {
    expect(readAddress(one.repeat(1_000_000))).toBeUndefined()
    expect(readAddress(`a@${one.repeat(1_000_000)}`)).toBeUndefined()
    expect(mailboxOf(`a@${one.repeat(1_000_000)}`)).toMatch(/^a@/)
  })
})

describe('mailboxOf', () => {
  it.each([
    ['A@Example.org', 'a@example.org'],
    ['m@münchen.de', 'm@XN--MNCHEN-3YA.de'],
    ['jose\u0301@example.org', 'josé@example.org'],
  ])('is the same for %s and %s', (one, other) => {
    expect(mailboxOf(one)).toBe(mailboxOf(other))
  })
})
