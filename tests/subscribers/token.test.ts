import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyringOf } from '../../src/subscribers/keyring.ts'
import { claimedSubscriber, readToken, writeToken } from '../../src/subscribers/token.ts'

const [old, recent] = ['an older secret of more than 32 letters', 'a newer secret of more than 32 letters']
const keyring = keyringOf([recent, old], 'test')
const token = { subscriber: 4711, at: new Date('2026-01-19T08:00:00Z') }
const bond = { purpose: 'unsubscribe', newsletter: 'weekly', address: 'ada@example.org' } as const
const text = writeToken(keyring, bond, token)

describe('a token', () => {
  it('tells whom it was made for, and when', () => {
    expect(readToken(keyring, bond, text)).toEqual(token)
  })

  it('is honoured after the key was changed, and no longer once the key is gone', () => {
    const before = writeToken(keyringOf([old], 'test'), bond, token)
    expect(readToken(keyring, bond, before)).toEqual(token)
    expect(readToken(keyringOf([recent], 'test'), bond, before)).toBeUndefined()
  })

  it('is refused for another purpose, and another newsletter', () => {
    expect(readToken(keyring, { ...bond, purpose: 'confirm' }, text)).toBeUndefined()
    expect(readToken(keyring, { ...bond, newsletter: 'daily' }, text)).toBeUndefined()
  })

  it('is refused when any letter of it is another', () => {
    for (const at of Array.from(text).keys())
      for (const letter of ['0', 'A', 'z', '_', '.', 'é', '\0'])
        if (text[at] !== letter)
          expect(readToken(keyring, bond, text.slice(0, at) + letter + text.slice(at + 1))).toBeUndefined()
  })

  it('is of an address, however it is spelt, and of no other', () => {
    expect(readToken(keyring, { ...bond, address: 'ADA@EXAMPLE.org' }, text)).toEqual(token)
    expect(readToken(keyring, { ...bond, address: 'bob@example.org' }, text)).toBeUndefined()
  })

  it('claims a number before it is believed', () => {
    expect([claimedSubscriber(text), claimedSubscriber('nonsense')]).toEqual([4711, 0])
  })

  it('is refused for another person', () => {
    const [, ...rest] = text.split('.')
    expect(readToken(keyring, bond, ['3mw', ...rest].join('.'))).toBeUndefined()
  })

  it('is never read from anything else', () => {
    fc.assert(fc.property(fc.string(), junk => readToken(keyring, bond, junk) === undefined))
  })
})

describe('keyringOf', () => {
  it('refuses a secret that can be guessed', () => {
    expect(() => keyringOf(['secret'], 'MASTHEAD_KEYS')).toThrow('MASTHEAD_KEYS: a key has 6 characters')
  })
})
