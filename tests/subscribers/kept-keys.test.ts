import { expect, it } from 'vitest'
import { KeptKeys } from '../../src/subscribers/kept-keys.ts'
import { type Keyring, keyringOf } from '../../src/subscribers/keyring.ts'

it.each([
  { after: 999, isNew: false },
  { after: 1000, isNew: true },
  { after: -1000, isNew: true },
])('a new key is used after a second: $after ms', ({ after, isNew }) => {
  let now = 1_000_000
  const [old, fresh] = ['a', 'b'].map(letter => keyringOf([letter.repeat(40)], 'a test')) as [
    Keyring,
    Keyring,
  ]
  const keys = { keyring: old }
  const kept = new KeptKeys(keys, () => new Date(now))
  keys.keyring = fresh
  now += after
  expect(kept.keyring).toBe(isNew ? fresh : old)
})
