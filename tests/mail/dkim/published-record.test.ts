import { expect, it } from 'vitest'
import { dkimRecord, zoneLine } from '../../../src/mail/dkim/dkim-record.ts'
import { faultOfPublished } from '../../../src/mail/dkim/published-record.ts'
import { keys } from './a-key.ts'

const [rsa, ed25519] = keys.map(dkimRecord) as [ReturnType<typeof dkimRecord>, ReturnType<typeof dkimRecord>]

it.each([
  ['nothing', [], 'There is no TXT record at s1._domainkey.example.org'],
  ['the record', [rsa.value], undefined],
  [
    'the record in the way of others',
    [`k=rsa;p=${rsa.value.split('p=')[1]?.replace(/.{60}/g, '$& ')};t=s`],
    undefined,
  ],
  ['the record twice', [rsa.value, rsa.value], 'There are 2 TXT records'],
  ['the key of another selector', [ed25519.value], 'has another key'],
  ['half of the key', [rsa.value.slice(0, 255)], 'has another key, or a part of this one'],
  ['a revoked key', ['v=DKIM1; p='], 'has no key in it'],
  ['another text', ['hello'], 'has no key in it'],
])('faultOfPublished sees what the DNS has: %s', (_what, texts, fault) => {
  const found = faultOfPublished(texts, rsa)
  if (fault === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(fault)
})

it('faultOfPublished sees an Ed25519 key that is not said to be one', () => {
  expect(faultOfPublished([ed25519.value.replace('k=ed25519; ', '')], ed25519)).toContain('k=ed25519')
  expect(faultOfPublished([ed25519.value], ed25519)).toBeUndefined()
})

it('zoneLine cuts a long record into texts of at most 255 characters', () => {
  const texts = [...zoneLine(rsa).matchAll(/"([^"]*)"/g)].map(([, text = '']) => text)
  expect(texts.every(text => text.length <= 255)).toBe(true)
  expect(texts.join('')).toBe(rsa.value)
  expect(zoneLine(ed25519)).toBe(`e1._domainkey.example.org. IN TXT "${ed25519.value}"`)
})
