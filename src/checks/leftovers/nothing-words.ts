/** What a program writes in place of what it does not have. */
const nothing = '(?:undefined|NaN|\\[object [A-Z][a-zA-Z]{0,20}\\]|Invalid Date)'

const whole = new RegExp(`^[\\s"'(（《「]*${nothing}[\\s"')）》」.,:：。，!！]*$`)

/** True for a text that is nothing but such a word. */
export const isNothing = (text: string): boolean => text.length < 60 && whole.test(text)

// A sentence about JavaScript has these words too; a greeting and a number do not. Nan and Null are names of people.
const greeting =
  '(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Ww]elcome|[Gg]ood (?:morning|evening)|你好|您好|嗨|尊敬的|亲爱的|親愛的)'
const telling = [
  new RegExp(
    `(?:^|[\\s>,.!。！])${greeting}[ ,，]{0,3}(?:undefined|NaN|null|\\[object Object\\])(?=\\s*(?:[,，.。!！:：]|$))`,
  ),
  /^\s*(?:undefined|null|\[object Object\])\s*[,，]?\s*(?:您好|你好)/,
  /\b(?:[Ii]ssue|[Nn]o\.|[Vv]ol\.|[Vv]olume)\s?(?:undefined|NaN)(?=\s*(?:$|of\b|[^\w\s]))/,
  /(?:#|第\s?)(?:undefined|NaN)(?![\w-])/,
  /\bNaN ?(?:%|[kKMG]?B\b|undefined|年|月|日|期|篇|条|條)/,
]

/** The words around one that stands where a name or a number belongs. */
export function nothingIn(text: string): string | undefined {
  if (!/undefined|NaN|null|\[object/.test(text)) return undefined
  for (const pattern of telling) {
    const found = pattern.exec(text)
    if (found) return found[0]
  }
  return undefined
}

const asSubject = /^\s*(?:undefined|NaN|\[object Object\])\s*[:：,，·|—–-]|\[object Object\]/

/** The same in a subject, which opens with a name. */
export const nothingInSubject = (subject: string): string | undefined =>
  isNothing(subject) ? subject.trim() : (asSubject.exec(subject)?.[0] ?? nothingIn(subject))

// Pages about the word itself, as in a reference of JavaScript.
const aboutIt = /^(?:global_objects|tags?|tagged|topics?|wiki|search|q|glossary|keywords?)$/i
const word = /^(?:undefined|NaN|\[object Object\])$/

/** The part of an address that is nothing but such a word. */
export function nothingInAddress(address: string): string | undefined {
  const parts = address
    .slice(0, 4000)
    .replace(/%5B/gi, '[')
    .replace(/%5D/gi, ']')
    .replace(/%20|\+/g, ' ')
  const [page = '', query = ''] = parts.split('#', 1)[0]?.split('?', 2) ?? []
  const folders = page.replace(/^[a-z]+:\/*/i, '').split(/[/@]/)
  const folder = folders.find((name, at) => word.test(name) && !aboutIt.test(folders[at - 1] ?? ''))
  const value = query
    .split('&')
    .find(pair => word.test(pair.slice(pair.indexOf('=') + 1)) && !aboutIt.test(pair.split('=')[0] ?? ''))
  return folder ?? value
}
