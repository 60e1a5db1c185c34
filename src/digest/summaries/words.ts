import { stemmer } from 'stemmer'

const hanRun = /\p{Script=Han}{2,}/gu
const otherWord = /[[\p{L}\p{N}]--\p{Script=Han}]+(?:[.+#_'’\-][[\p{L}\p{N}]--\p{Script=Han}]+)*[+#]*/gv
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The terms of a text for comparing it with another: Chinese words of two characters and more, then Latin words in lower
 * case, without their English endings.
 */
export const termsOf = (text: string): string[] => [...chineseTerms(text), ...otherTerms(text)]

// A segmenter takes longer to begin than to cut, so all runs of a text are cut at once.
function chineseTerms(text: string): string[] {
  const runs = text.match(hanRun)
  if (!runs) return []
  return [...segmenter.segment(runs.join('\n'))].flatMap(({ segment }) =>
    segment.length > 1 ? [segment] : [],
  )
}

function otherTerms(text: string): string[] {
  const words = text.match(otherWord)?.map(word => word.toLowerCase().replace(/['’]s$/, '')) ?? []
  return words.filter(word => word.length > 1).map(word => (/^[a-z]+$/.test(word) ? stemmer(word) : word))
}

/** How long a text is to its reader: characters of Chinese and Japanese, words of other text. */
export interface TextLength {
  characters: number
  words: number
}

export function lengthOf(text: string): TextLength {
  return {
    characters: text.match(character)?.length ?? 0,
    words: text.match(word)?.length ?? 0,
  }
}

const character = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const word = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Hangul}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*/gu

/** True for a text that is read as Chinese: it has more such characters than words. */
export const isChinese = ({ characters, words }: TextLength): boolean => characters > words
