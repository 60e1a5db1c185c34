import { stemmer } from 'stemmer'

const run = /[\p{Script=Han}]+|[\p{L}\p{N}]+(?:[.+#_'’-][\p{L}\p{N}]+)*[+#]*/gu
const han = /\p{Script=Han}/u
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The terms of a text for comparing it with another: Chinese words of two characters and more, and Latin words in lower
 * case, without their English endings.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const [part] of text.matchAll(run)) {
    if (han.test(part)) {
      for (const { segment } of segmenter.segment(part)) if (segment.length > 1) terms.push(segment)
    } else {
      const word = part.toLowerCase().replace(/['’]s$/, '')
      if (word.length > 1) terms.push(/^[a-z]+$/.test(word) ? stemmer(word) : word)
    }
  }
  return terms
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
