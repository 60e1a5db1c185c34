/** A word in letters other than Chinese characters, as it stands in a text. */
export interface Word {
  written: string
  /** NFKC, small letters, without `'s`. */
  folded: string
  /** What stands between it and the word before. */
  gap: string
}

const word = /[[\p{L}\p{M}\p{N}]--\p{Script=Han}]+(?:[.'’_][[\p{L}\p{M}\p{N}]--\p{Script=Han}]+)*[+#]*/gv

/** The form in which texts are compared: one form for each character, small letters. */
export const fold = (text: string): string => text.normalize('NFKC').replaceAll('’', "'").toLowerCase()

/** The words of a text, Chinese ones aside. `10GB` is `10` and `GB`, `Kubernetes-native` two words. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  let end = 0
  for (const match of text.normalize('NFKC').matchAll(word)) {
    const gap = match.input.slice(end, match.index)
    const [, number = '', unit = ''] = /^(\d[\d.]*)(\p{L}+(?:['’]s)?)$/u.exec(match[0]) ?? []
    const parts = number === '' ? [match[0]] : [number, unit]
    for (const [at, written] of parts.entries())
      words.push({ written, folded: foldWord(written), gap: at === 0 ? gap : '' })
    end = match.index + match[0].length
  }
  return words
}

const foldWord = (written: string): string => fold(written).replace(/'s$/, '')

/** A word without the commonest endings of English, so that `developers` and `developing` are one. */
export const stemOf = (folded: string): string =>
  folded.length < 5 ? folded : folded.replace(/(?:ers?|ing|ed|es|s|e|ly)$/, '')
