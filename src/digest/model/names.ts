import type { Original } from './original.ts'
import { stemOf, type Word, wordsIn } from './words.ts'

const openers = new Set(
  'a according after all also although an and another announcing any are as at before behind beyond both building but by can choosing discover each every exploring find five for four from get getting go he her here his how if in inside introducing is it its learn learning like many more most moving new no not now of on once one only our over part read recently see she since such successfully running six some ten that the their there these they this three to today two under understanding unlike until use users using we what when where which while who why with without writing you your'.split(
    ' ',
  ),
)
const contraction =
  /^(?:you|we|they|i|he|she|it|that|there|what|don|doesn|didn|isn|aren|can|won|let)'(?:re|ve|ll|d|m|s|t)$/
const sentenceEnd = /[.!?:;。！？：；…•\n]/

/**
 * The words of a summary that look like names and do not stand in the post: capital letters, digits or dots inside, other
 * scripts; in a Chinese text, every word in Latin letters. Names of several words have to stand in the post as they are.
 */
export function strangeWordsIn(summary: string, original: Original, isChinese: boolean): string[] {
  const words = wordsIn(summary)
  return words.flatMap((word, at) => {
    if (/^\d[\d.]*$/.test(word.folded)) return []
    const opens = at === 0 || sentenceEnd.test(word.gap)
    const isName = looksLikeName(word) || (isChinese && /\p{L}/u.test(word.written))
    if (!isName || (opens && isOrdinary(word, original))) return []
    if (!hasWord(word.folded, original)) return [word.written]
    const before = words[at - 1]
    return before && isTornApart(before, word, words[at - 2], original)
      ? [`${before.written} ${word.written}`]
      : []
  })
}

const looksLikeName = ({ written }: Word): boolean =>
  /\p{Lu}|\p{N}|[._+#]/u.test(written) || /[\p{L}--\p{Script=Latin}]/v.test(written)

// At the start of a sentence every word has a capital letter.
const isOrdinary = ({ written, folded }: Word, { stems }: Original): boolean =>
  /^\p{Lu}?[^\p{Lu}\p{N}._]*$/u.test(written) &&
  /^[\p{Script=Latin}'’]+$/u.test(written) &&
  (openers.has(folded) || contraction.test(folded) || stems.has(stemOf(folded)))

const hasWord = (folded: string, { words }: Original): boolean =>
  words.has(folded) || words.has(folded.replace(/s$/, '')) || words.has(`${folded}s`)

// `John Smith`, of John Doe and Anna Smith.
function isTornApart(before: Word, word: Word, second: Word | undefined, original: Original): boolean {
  if (!/^[ -]$/.test(word.gap) || !hasCapital(before) || !hasCapital(word)) return false
  const opens = second === undefined || sentenceEnd.test(before.gap)
  if (opens && isOrdinary(before, original)) return false
  const last = word.folded
  return ![last, last.replace(/s$/, ''), `${last}s`].some(form =>
    original.pairs.has(`${before.folded} ${form}`),
  )
}

const hasCapital = ({ written }: Word): boolean => /\p{Lu}/u.test(written)
