import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryEvent } from '../../../src/cli/logs/delivery-event.ts'
import { secretsOf } from '../../../src/cli/logs/settings-secrets.ts'
import { shortAddress, withoutSecrets } from '../../../src/cli/logs/without-secrets.ts'
import { readConfig } from '../../../src/config.ts'
import { PageLinks } from '../../../src/subscribers/page-links.ts'
import { aWorkspace, settings } from '../../a-workspace.ts'
import { aKeyring, minute } from '../../store/a-subscriber-store.ts'

const links = new PageLinks({ keyring: aKeyring }, 'a-newsletter')
const password = 'p@ss word/%$'

const word = (characters: string) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 12 })
const readers = fc
  .record({
    local: word("abz019.+-_'=/"),
    domain: fc.constantFrom('example.org', 'münchen.de', 'xn--mnchen-3ya.de', 'qq.com'),
    name: fc.oneof(word('周报林 '), word('Zz qQ.-*(')),
    id: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ local, domain, ...rest }) => ({ ...rest, address: `${local}@${domain}` }))

const noise = fc.string({ unit: fc.constantFrom(...'ab <>\n"\'(),;:[]{}=…@.\\$^*ſK'), maxLength: 20 })

describe('the log of a delivery', () => {
  it('has no address, name, token or password, whatever the server says', async () => {
    const { directory } = await aWorkspace({ 'masthead.yaml': settings })
    const env = { MASTHEAD_SMTP_URL: `smtp://me:${encodeURIComponent(password)}@mail.example.org:587` }
    const secrets = secretsOf(await readConfig(directory, env))
    const property = fc.property(
      readers,
      fc.array(noise, { minLength: 8, maxLength: 8 }),
      (reader, parts) => {
        const token = links.write('', 'unsubscribe', reader, minute(0)).split('/').at(-1) ?? ''
        const { address, name } = reader
        const told = [
          address,
          address.toUpperCase(),
          encodeURIComponent(address),
          name,
          token,
          `https://x.example/unsubscribe/${token}`,
          password,
          Buffer.from(password).toString('base64'),
        ]
        const reply = `550 5.7.1 ${told.map((one, at) => `${parts[at]}${one}`).join('')}`
        const event = JSON.parse(JSON.stringify(deliveryEvent(anEnding(reader, reply), secrets)))
        const heard = (event.reply ?? '').toLowerCase()
        for (const secret of told) if (isTelling(secret)) expect(heard).not.toContain(secret.toLowerCase())
        for (const secret of [address, token, password]) expect(JSON.stringify(event)).not.toContain(secret)
      },
    )
    fc.assert(property, { numRuns: 500 })
  })

  it('has who and what it was, and how it ended', () => {
    const reader = { id: 7, address: 'ada@example.org', name: 'Ada' }
    expect(deliveryEvent(anEnding(reader, '550 5.7.1 <ada@example.org>: no, Ada; 4XyZ1'), [])).toMatchObject({
      event: 'delivery',
      subscriber: 7,
      address: 'a…@example.org',
      messageId: 'abc@example.net',
      provider: 'qq',
      account: 'main',
      status: 'failed',
      code: 550,
      enhanced: '5.7.1',
      why: 'Refused',
      attempts: 2,
      reply: '550 5.7.1 <…>: no, …; 4XyZ1',
    })
  })
})

const isTelling = (secret: string) =>
  /[\p{L}\p{N}]/u.test(secret) && !/^[\x20-\x7e]{1,2}$/.test(secret.trim())

const anEnding = (reader: { id: number; address: string; name: string }, reply: string) => ({
  delivery: {
    id: 1,
    reader,
    provider: 'qq',
    attempts: 1,
    account: 'main',
    claimed: minute(0),
    firstTry: minute(0),
  },
  conclusion: { id: 1, status: 'failed' as const, at: minute(1), reply },
  verdict: { act: 'failed' as const, why: 'Refused' },
  messageId: 'abc@example.net',
})

describe('withoutSecrets', () => {
  it.each([
    ['250 2.0.0 OK 1700000000 d9443c01a7336-si12345.67 - gsmtp', [], undefined],
    ['host mx1.mail.protection.outlook.com said: no', [], undefined],
    ['ok, be or Be?', ['be'], 'ok, … or …?'],
    ['a maybe stays', ['be'], undefined],
    ['for ADA  LOVELACE', ['Ada Lovelace'], 'for …'],
    ['bounce+ada=example.org@x', ['ada=example.org'], '…'],
    ['http://x.example/y ada%40example.org ada＠example.org', [], '… … …'],
    ['(?)', ['(?)'], undefined],
  ])('makes %j, without %j, to %j', (text, secrets, expected) => {
    expect(withoutSecrets(text, secrets)).toBe(expected ?? text)
  })

  it('says nothing where what is left spells the secret', () => {
    expect(withoutSecrets('axyzb', ['a…b', 'xyz'])).toBeUndefined()
  })

  it.each(['a', '@', ' ', '1.', '=4', '-'])('reads a megabyte of %j at once', one => {
    const text = one.repeat(1_000_000 / one.length)
    expect(withoutSecrets(text, [one.repeat(300), 'Ada Lovelace'])?.length ?? 0).toBeLessThanOrEqual(501)
  })
})

describe('shortAddress', () => {
  it.each([
    ['ada@example.org', 'a…@example.org'],
    ['𝒶da@example.org', '𝒶…@example.org'],
    ['"a@b"@example.org', '"…@example.org'],
    ['林@例子.中国', '林…@例子.中国'],
  ])('of %s is %s', (address, short) => {
    expect(shortAddress(address)).toBe(short)
  })
})
