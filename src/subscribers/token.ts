import { timingSafeEqual } from 'node:crypto'
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

/** A token as it stands in a link: letters, digits, `.`, `-` and `_`. */
export function writeToken(
  [key]: Keyring,
  purpose: Purpose,
  newsletter: string,
  { subscriber, at }: Token,
): string {
  const who = subscriber.toString(36)
  const when = Math.floor(at.getTime() / 1000).toString(36)
  return `${who}.${when}.${signature(key, purpose, newsletter, who, when).toString('base64url')}`
}

/**
 * Whom a token was made for; nothing for one that was altered, or made for another purpose or newsletter. Every text
 * takes the same work, so that the time of the answer tells nothing.
 */
export function readToken(
  keyring: Keyring,
  purpose: Purpose,
  newsletter: string,
  text: string,
): Token | undefined {
  const [, ...parts] = form.exec(text.slice(0, 100)) ?? []
  const [who, when, signed] = parts.length === 3 ? (parts as [string, string, string]) : nobody
  const given = Buffer.from(signed, 'base64url')
  // 43 letters hold two bits more than 32 bytes: another spelling of the same bytes is an altered token too.
  const isSpelt = given.toString('base64url') === signed
  const fitting = keyring.filter(key =>
    timingSafeEqual(given, signature(key, purpose, newsletter, who, when)),
  )
  if (fitting.length === 0 || !isSpelt || parts.length !== 3) return undefined
  return { subscriber: Number.parseInt(who, 36), at: new Date(Number.parseInt(when, 36) * 1000) }
}

const signature = (
  key: Keyring[0],
  purpose: Purpose,
  newsletter: string,
  who: string,
  when: string,
): Buffer => keyedHash(key, 'token', [purpose, newsletter, who, when].join('\n'))
