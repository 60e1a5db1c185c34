import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/errors.ts'
import { readPrivateKey, weaknessOf } from '../../../src/mail/dkim/private-key.ts'

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const
const spki = { type: 'spki', format: 'pem' } as const
const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits })
const good = rsa(2048)
const pem = String(good.privateKey.export(pkcs8))
const ed25519 = String(generateKeyPairSync('ed25519').privateKey.export(pkcs8))
const locked = { cipher: 'aes-256-cbc', passphrase: 'x' } as const

describe('readPrivateKey', () => {
  it.each([
    ['PKCS #8', pem],
    ['PKCS #1', String(good.privateKey.export({ type: 'pkcs1', format: 'pem' }))],
    ['the line ends of Windows', pem.replaceAll('\n', '\r\n')],
    ['words before it', `Key of s1\n${pem}`],
  ])('reads a key in %s', (_form, text) => {
    expect(readPrivateKey(text, 'rsa', 'k').asymmetricKeyType).toBe('rsa')
  })

  it.each([
    ['nothing', '', 'k has no private key in it'],
    ['something else', 'v=DKIM1; k=rsa; p=MIIB', 'k has no private key in it'],
    ['a public key', String(good.publicKey.export(spki)), 'k has a public key, expected the private one'],
    [
      'an encrypted key',
      String(good.privateKey.export({ ...pkcs8, ...locked })),
      'k has a key that is encrypted',
    ],
    [
      'an encrypted key of old',
      String(good.privateKey.export({ type: 'pkcs1', format: 'pem', ...locked })),
      'k has a key that is encrypted',
    ],
    ['a key to log in with', '-----BEGIN OPENSSH PRIVATE KEY-----\n', 'k has a key of OpenSSH'],
    ['a key cut short', pem.slice(0, 900), 'k has a private key that cannot be read'],
    ['a key of another kind', ed25519, 'k has a key of the kind ed25519, expected rsa'],
    ['a short key', String(rsa(768).privateKey.export(pkcs8)), 'k has an RSA key of 768 bits'],
    ['a megabyte of dashes', '-'.repeat(1_000_000), 'k has no private key in it'],
    ['a megabyte of a beginning', '-----BEGIN '.repeat(90_000), 'k has no private key in it'],
  ])('refuses %s', (_what, text, message) => {
    const read = () => readPrivateKey(text, 'rsa', 'k')
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(message)
  })

  it('says of a key that providers trust little that it is short', () => {
    expect(weaknessOf(rsa(1024).privateKey)).toContain('has 1024 bits')
    expect(weaknessOf(good.privateKey)).toBeUndefined()
  })
})
