/** Longer texts are cut before anything is looked for. */
const longestRead = 4000
const longestWritten = 500

const controls = /\p{Cc}+/gu
const betweenWords = /([\s<>"'()[\]{},;]+)/u
// An address in any spelling that mail programs and bounces use, or where something lies, with whose token.
const addressLike = /[@＠﹫]|%40|=40|\+40|:\/\//i
const tokenLike = /\d{1,15}\.\d{1,15}\.[\w-]{20,}|[\w-]{40,}/

/**
 * What a server said, without addresses, places and tokens, and without these secrets, at most 500 characters; nothing
 * where that cannot be had. The ledger keeps all of it.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string | undefined {
  const words = text.slice(0, longestRead).replace(controls, ' ').normalize('NFC').split(betweenWords)
  // The last word may be the beginning of one that has to go.
  if (text.length > longestRead) words.pop()
  const kept = words.map(word => (addressLike.test(word) || tokenLike.test(word) ? '…' : word)).join('')
  const patterns = secrets.flatMap(patternOf)
  const told = patterns.reduce((left, pattern) => left.replace(pattern, '…'), kept)
  // What is left around a mark may spell another one.
  if (patterns.some(pattern => told.search(pattern) >= 0)) return undefined
  return told.length > longestWritten ? `${told.slice(0, longestWritten)}…` : told
}

function patternOf(secret: string): RegExp[] {
  const words = secret.normalize('NFC').split(/\s+/u).filter(Boolean).map(literal)
  if (!/[\p{L}\p{N}]/u.test(secret)) return []
  const whole = words.join('\\s+')
  // Two letters stand in many words that have nothing to do with them.
  const isShort = /^[\x20-\x7e]{1,2}$/.test(secret.trim())
  return [new RegExp(isShort ? `(?<![\\p{L}\\p{N}])${whole}(?![\\p{L}\\p{N}])` : whole, 'giu')]
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** An address as it is told in logs, such as `a…@example.org`. */
export function shortAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const [first = ''] = address
  return `${at > 0 ? first : ''}…${address.slice(at)}`
}
