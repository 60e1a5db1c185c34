import { chineseNumbersIn, englishNumbersIn, type Found } from './numerals.ts'

const digits =
  /(?<![a-z0-9_]|[a-z0-9]\.)v?(\d[\d,.]*)(?: ?(%|percent\b|per cent\b|pct\b|个百分点|個百分點|成)| ?([十百千]?[万亿萬億]{1,2}|thousand\b|million\b|billion\b|trillion\b|bn\b))?/g
const zeros: Record<string, number> = {
  十: 1,
  百: 2,
  千: 3,
  万: 4,
  萬: 4,
  亿: 8,
  億: 8,
  thousand: 3,
  million: 6,
  billion: 9,
  bn: 9,
  trillion: 12,
}
/** Quantities without a number, which have to stand in a post as they are. */
const vague =
  /\b(?:half|halved|halves|double[ds]?|doubling|twice|triple[ds]?|tripling|quadrupled?|dozens?|hundreds|thousands|millions|billions)\b|[一二三四五六七八九十\d]{1,4}分之[零〇一二三四五六七八九十百千万\d]+|翻[一两二三四五六]?[倍番]|一半|近半|过半|過半|[数數上近][十百千万萬亿億]+/g

/** The numbers of a text that was folded (NFKC, small letters); with `isStrict`, without Chinese ones that are mere parts of words. */
export function numbersIn(text: string, isStrict: boolean): Found[] {
  return [...numeralsIn(text), ...chineseNumbersIn(text, isStrict), ...englishNumbersIn(text)]
}

/** Quantities such as `half`, `dozens`, `翻倍` and `数十万`, as they stand in a folded text. */
export const vagueQuantitiesIn = (text: string): string[] =>
  [...text.matchAll(vague)].map(([written]) => written)

function numeralsIn(text: string): Found[] {
  return [...text.matchAll(digits)].flatMap(([written, number = '', percent, scale]) => {
    const [last = '', ...before] = partsOf(number).toReversed()
    const value = percent ? percentage(last, percent) : scale ? scaled(last, zerosOf(scale)) : last
    return [
      ...before.map(part => ({ written: part, value: part })),
      { written: withoutPunctuation(written), value },
    ]
  })
}

/** `1,000.5` is one number, `1,2` are two. */
function partsOf(written: string): string[] {
  const number = withoutPunctuation(written)
  const [whole = '', ...groups] = number.split(',')
  const isGrouped =
    groups.length > 0 &&
    whole.length <= 3 &&
    groups.every((group, at) =>
      at === groups.length - 1 ? /^\d{3}(?:\.\d+)?$/.test(group) : /^\d{3}$/.test(group),
    )
  return (isGrouped ? [number.replaceAll(',', '')] : number.split(',')).filter(Boolean).map(withoutZeros)
}

// An expression for it would try each of a million commas.
function withoutPunctuation(written: string): string {
  let end = written.length
  while (/[.,\s]/.test(written.charAt(end - 1))) end -= 1
  return written.slice(0, end)
}

// The 16 of 2026-01-16 is that of 16 January; only the front is cut, for 1.10 is not 1.1.
const withoutZeros = (number: string): string => number.replace(/^0+(?=\d)/, '')

const percentage = (number: string, sign: string): string => `${sign === '成' ? scaled(number, 1) : number}%`

const zerosOf = (scale: string): number =>
  zeros[scale] ?? [...scale].reduce((sum, character) => sum + (zeros[character] ?? 0), 0)

function scaled(number: string, by: number): string {
  const [whole = '', fraction = ''] = number.split('.')
  const shifted = fraction.padEnd(by, '0')
  const rest = shifted.slice(by)
  return withoutZeros(`${whole}${shifted.slice(0, by)}${rest && `.${rest}`}`)
}
