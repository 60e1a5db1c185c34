import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { SubscriberError } from '../errors.ts'

/** A secret that signs links and hashes forgotten addresses. */
export interface Key {
  /** Names the key without telling it: eight hexadecimal digits. */
  id: string
  secret: string
  /** The secret as hashing takes it without reading it anew. */
  material: KeyObject
}

/** The first key is used; all are honoured. */
export type Keyring = readonly [Key, ...Key[]]

/** Where the keys are asked for each time that they are needed. */
export interface Keys {
  readonly keyring: Keyring
}

/** In characters; 43 are 32 random bytes in base64url. */
const shortestSecret = 32

/** The keys of some secrets, newest first; throws a SubscriberError for one that is too short to be secret. */
export function keyringOf(secrets: readonly string[], place: string): Keyring {
  const short = secrets.find(secret => secret.length < shortestSecret)
  if (short !== undefined)
    throw new SubscriberError(
      `${place}: a key has ${short.length} characters, and at least ${shortestSecret} are needed`,
      { wayOut: 'Make one with: openssl rand -base64 32' },
    )
  const [first, ...rest] = secrets.map(toKey)
  if (first === undefined) throw new SubscriberError(`${place}: there is no key`)
  return [first, ...rest]
}

/** A keyed hash of a text, for one purpose only: 32 bytes. */
export const keyedHash = ({ material }: Key, purpose: string, text: string): Buffer =>
  createHmac('sha256', material).update(`masthead ${purpose}\n${text}`).digest()

const toKey = (secret: string): Key => ({
  id: idOf(secret),
  secret,
  material: createSecretKey(secret, 'utf8'),
})

const idOf = (secret: string): string =>
  createHash('sha256').update(`masthead key\n${secret}`).digest('hex').slice(0, 8)
