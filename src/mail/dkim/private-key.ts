import { createPrivateKey, type KeyObject } from 'node:crypto'
import { ConfigError } from '../../errors.ts'

/** The kinds of keys that sign mails. */
export type KeyKind = 'rsa' | 'ed25519'

/** What verifiers take at all, and what they are told to demand (RFC 8301), in bits. */
const [leastBits, goodBits] = [1024, 2048]

const anotherKey = 'Make a key with "masthead dkim", or name the file of one in masthead.yaml.'

/** Reads a private key from PEM; `place` says where it stands. Throws a ConfigError, which has nothing of the key in it. */
export function readPrivateKey(pem: string, kind: KeyKind, place: string): KeyObject {
  const problem = problemOf(pem)
  if (problem) throw new ConfigError(`${place} ${problem[0]}`, { wayOut: problem[1] })
  const key = decoded(pem, place)
  const found = key.asymmetricKeyType
  if (found !== kind)
    throw new ConfigError(`${place} has a key of the kind ${found}, expected ${kind}`, {
      wayOut: found === 'ed25519' ? 'An Ed25519 key goes under dkim.ed25519 in masthead.yaml.' : anotherKey,
    })
  const bits = bitsOf(key)
  if (bits !== undefined && bits < leastBits)
    throw new ConfigError(`${place} has an RSA key of ${bits} bits, which verifiers refuse`, {
      wayOut: `Make one of ${goodBits} bits with "masthead dkim", under another selector.`,
    })
  return key
}

/** What is allowed, and should be better. */
export function weaknessOf(key: KeyObject): string | undefined {
  const bits = bitsOf(key)
  if (bits === undefined || bits >= goodBits) return undefined
  return `The RSA key has ${bits} bits, and providers trust ${goodBits}: make another one under another selector.`
}

const bitsOf = (key: KeyObject): number | undefined => key.asymmetricKeyDetails?.modulusLength

function problemOf(pem: string): [what: string, wayOut: string] | undefined {
  if (pem.includes('BEGIN ENCRYPTED PRIVATE KEY') || /^Proc-Type: 4,ENCRYPTED/m.test(pem))
    return [
      'has a key that is encrypted with a password',
      'Take the password off, and let only yourself read the file: openssl pkey -in encrypted.pem -out key.pem',
    ]
  if (pem.includes('BEGIN OPENSSH PRIVATE KEY'))
    return ['has a key of OpenSSH', `Such keys are for logging in. ${anotherKey}`]
  if (/-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/.test(pem)) return undefined
  return /-----BEGIN [A-Z ]{0,20}(?:PUBLIC KEY|CERTIFICATE)-----/.test(pem)
    ? ['has a public key, expected the private one', 'The public one stands in the DNS.']
    : ['has no private key in it, expected PEM: -----BEGIN PRIVATE KEY-----', anotherKey]
}

function decoded(pem: string, place: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    // What OpenSSL says helps nobody.
    throw new ConfigError(`${place} has a private key that cannot be read: it is cut short, or damaged`, {
      wayOut: anotherKey,
    })
  }
}
