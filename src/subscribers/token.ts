import { timingSafeEqual } from 'node:crypto'
import { mailboxOf } from './address.ts'
import { type Keyring, keyedHash } from './keyring.ts'

/** What a link in a mail lets its reader do. */
export type Purpose = 'confirm' | 'unsubscribe' | 'preferences'

/** Whom a link was made for, and when. */
export interface Token {
  subscriber: number
  /** To the second. */
  at: Date
}

/** In characters. */
export const longestToken = 11 + 1 + 7 + 1 + 43

const form = /^([0-9a-z]{1,11})\.([0-9a-z]{1,7})\.([\w-]{43})$/
const nobody = ['0', '0', 'A'.repeat(43)] as const

/** What a token is for, besides whom it was made for. */
export interface Bond {
  purpose: Purpose
  newsletter: string
  /** The address of the subscriber: after a backup was put back, a number may be another's. */
  address: string
}

/** A token as it stands in a link: letters, digits, `.`, `-` and `_`. */
export function writeToken([key]: Keyring, bond: Bond, { subscriber, at }: Token): string {
  const who = subscriber.toString(36)
  const when = Math.floor(at.getTime() / 1000).toString(36)
  return `${who}.${when}.${signature(key, bond, who, when).toString('base64url')}`
}

/** Whose a text claims to be, which is to be believed only when `readToken` reads it; 0 for what is no token. */
export const claimedSubscriber = (text: string): number => Number.parseInt(partsOf(text)[0], 36)

/**
 * Whom a token was made for; nothing for one that was altered, or made for another purpose, newsletter or address. Every
 * text takes the same work, so that the time of the answer tells nothing.
 */
export function readToken(keyring: Keyring, bond: Bond, text: string): Token | undefined {
  const [who, when, signed] = partsOf(text)
  const given = Buffer.from(signed, 'base64url')
  // 43 letters hold two bits more than 32 bytes: another spelling of the same bytes is an altered token too.
  const isSpelt = given.toString('base64url') === signed
  const fitting = keyring.filter(key => timingSafeEqual(given, signature(key, bond, who, when)))
  if (fitting.length === 0 || !isSpelt || !form.test(text)) return undefined
  return { subscriber: Number.parseInt(who, 36), at: new Date(Number.parseInt(when, 36) * 1000) }
}

function partsOf(text: string): readonly [string, string, string] {
  const [, who, when, signed] = form.exec(text.slice(0, 100)) ?? []
  return who !== undefined && when !== undefined && signed !== undefined ? [who, when, signed] : nobody
}

const signature = (
  key: Keyring[0],
  { purpose, newsletter, address }: Bond,
  who: string,
  when: string,
): Buffer => keyedHash(key, 'token', [purpose, newsletter, who, mailboxOf(address), when].join('\n'))
