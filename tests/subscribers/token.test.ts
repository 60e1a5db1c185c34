import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyringOf } from '../../src/subscribers/keyring.ts'
import { readToken, writeToken } from '../../src/subscribers/token.ts'

const [old, recent] = ['an older secret of more than 32 letters', 'a newer secret of more than 32 letters']
const keyring = keyringOf([recent, old], 'test')
const token = { subscriber: 4711, at: new Date('2026-01-19T08:00:00Z') }
const text = writeToken(keyring, 'unsubscribe', 'weekly', token)

describe('a token', () => {
  it('tells whom it was made for, and when', () => {
    expect(readToken(keyring, 'unsubscribe', 'weekly', text)).toEqual(token)
  })

  it('is honoured after the key was changed, and no longer once the key is gone', () => {
    const before = writeToken(keyringOf([old], 'test'), 'unsubscribe', 'weekly', token)
    expect(readToken(keyring, 'unsubscribe', 'weekly', before)).toEqual(token)
    expect(readToken(keyringOf([recent], 'test'), 'unsubscribe', 'weekly', before)).toBeUndefined()
  })

  it('is refused for another purpose, and another newsletter', () => {
    expect(readToken(keyring, 'confirm', 'weekly', text)).toBeUndefined()
    expect(readToken(keyring, 'unsubscribe', 'daily', text)).toBeUndefined()
  })

  it('is refused when any letter of it is another', () => {
    for (const at of Array.from(text).keys())
      for (const letter of ['0', 'A', 'z', '_', '.', 'é', '\0'])
        if (text[at] !== letter)
          expect(
            readToken(keyring, 'unsubscribe', 'weekly', text.slice(0, at) + letter + text.slice(at + 1)),
          ).toBeUndefined()
  })

  it('is refused for another person', () => {
    const [, ...rest] = text.split('.')
    expect(readToken(keyring, 'unsubscribe', 'weekly', ['3mw', ...rest].join('.'))).toBeUndefined()
  })

  it('is never read from anything else', () => {
    fc.assert(
      fc.property(fc.string(), junk => readToken(keyring, 'unsubscribe', 'weekly', junk) === undefined),
    )
  })
})

describe('keyringOf', () => {
  it('refuses a secret that can be guessed', () => {
    expect(() => keyringOf(['secret'], 'MASTHEAD_KEYS')).toThrow('MASTHEAD_KEYS: a key has 6 characters')
  })
})
