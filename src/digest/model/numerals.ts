/** A number found in a text. */
export interface Found {
  /** As it stands there. */
  written: string
  /** Without separators and in digits; `%` behind a percentage. */
  value: string
}

const digitOf = new Map([...'零一二三四五六七八九'].map((character, at) => [character, BigInt(at)]))
digitOf.set('〇', 0n).set('两', 2n).set('兩', 2n)
const steps = new Map([
  ['十', 10n],
  ['百', 100n],
  ['千', 1000n],
  ['万', 10_000n],
  ['萬', 10_000n],
  ['亿', 100_000_000n],
  ['億', 100_000_000n],
])
const longestNumeral = 20
// What stands behind a digit is the unit of that number.
const numeral = /(?<![\d.] ?)(百分之)?([零〇一二三四五六七八九十百千万亿两兩萬億]+)(成)?/g
/** What is counted: before it a single character is a number. `一` is an article before most of these. */
const counted = /^[个個家名位款项項人台条條种種大类類步层層篇章届屆代组組岁歲倍年月日号號周季点點次天]/
const countedOne = /^[倍年月日号號]/

/** The numbers that a text has in Chinese characters; with `isStrict`, without those that are mere parts of words. */
export function chineseNumbersIn(text: string, isStrict: boolean): Found[] {
  return [...text.matchAll(numeral)].flatMap(match => {
    const [written, percent, digits = '', tenths] = match
    if (digits.length > longestNumeral) return isStrict ? [{ written, value: 'endless' }] : []
    const isPercentage = percent !== undefined || tenths !== undefined
    if (isStrict && !isPercentage && !isNumber(text, match.index, digits)) return []
    const value = numberOf(digits)
    return [{ written, value: isPercentage ? `${tenths ? value * 10n : value}%` : String(value) }]
  })
}

// `统一`, `万一` and `十分` have no number in them.
function isNumber(text: string, start: number, digits: string): boolean {
  const before = text.charAt(start - 1)
  const after = text.charAt(start + digits.length)
  if (before === '第') return digits !== '一'
  if (digits.length > 1) return !/^(一一|万一|萬一|千万|千萬|一千零一|三三两两)$/.test(digits)
  return digits === '一'
    ? countedOne.test(after)
    : /[二三四五六七八九两兩]/.test(digits) && counted.test(after)
}

function numberOf(digits: string): bigint {
  if (![...digits].some(character => steps.has(character)))
    return BigInt([...digits].map(character => digitOf.get(character) ?? 0n).join(''))
  let whole = 0n
  let part = 0n
  let digit = 0n
  for (const character of digits) {
    const step = steps.get(character)
    if (step === undefined) digit = digitOf.get(character) ?? 0n
    else if (step < 10_000n) {
      part += (digit || 1n) * step
      digit = 0n
    } else {
      whole = (whole + part + digit || 1n) * step
      part = 0n
      digit = 0n
    }
  }
  return whole + part + digit
}

const units =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const powers = new Map([
  ['hundred', 100n],
  ['thousand', 1000n],
  ['million', 1_000_000n],
  ['billion', 1_000_000_000n],
  ['trillion', 1_000_000_000_000n],
])
const small = new Map([
  ...units.map((word, at): [string, bigint] => [word, BigInt(at + 1)]),
  ...tens.map((word, at): [string, bigint] => [word, BigInt(at + 2) * 10n]),
])
const wordRun = new RegExp(
  `(?<!\\d ?)\\b(?:${[...small.keys(), ...powers.keys()].join('|')})(?:(?:[ -]| and )(?:${[...small.keys(), ...powers.keys()].join('|')})){0,9}\\b(?: (percent|per cent)\\b)?`,
  'g',
)

/** The numbers that a text in small letters has in English words; `one` alone is an article and none. */
export function englishNumbersIn(text: string): Found[] {
  return [...text.matchAll(wordRun)].flatMap(([written, percent]) => {
    const value = sumOf(written.split(/[ -]/))
    return value === 1n ? [] : [{ written, value: percent ? `${value}%` : String(value) }]
  })
}

function sumOf(words: readonly string[]): bigint {
  let whole = 0n
  let part = 0n
  for (const word of words) {
    const power = powers.get(word)
    if (power === undefined) part += small.get(word) ?? 0n
    else if (power === 100n) part = (part || 1n) * power
    else {
      whole += (part || 1n) * power
      part = 0n
    }
  }
  return whole + part
}
