const abbreviations =
  /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|etc|e\.g|i\.e|cf|al|Inc|Ltd|Co|Corp|No|Vol|Fig|Sec|Ch|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|U\.S|U\.K|a\.m|p\.m|[A-Z])\.$/
const ending = /[。！？…]+[”’」』）"']*|[.!?]+["'”’)\]]*(?=\s|$)/g

/** In characters. */
const opening = 2000

/**
 * The sentences of a paragraph, verbatim, in Chinese, English or both. Abbreviations, decimals, version numbers and
 * addresses do not end one: Intl.Segmenter breaks at those.
 */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const match of paragraph.matchAll(ending)) {
    const end = match.index + match[0].length
    const sentence = paragraph.slice(start, end)
    if (abbreviations.test(sentence) || isWithinQuotes(sentence)) continue
    sentences.push(sentence.trim())
    start = end
  }
  const rest = paragraph.slice(start).trim()
  return rest ? [...sentences, rest] : sentences
}

const isWithinQuotes = (text: string): boolean => count(text, /[“「『（]/g) > count(text, /[”」』）]/g)

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** The sentences at the start of a paragraph, however long that is. */
export function firstSentencesOf(paragraph: string): string[] {
  if (paragraph.length <= opening) return sentencesOf(paragraph)
  const sentences = sentencesOf(paragraph.slice(0, opening))
  return sentences.length > 1 ? sentences.slice(0, -1) : sentences
}

/** Sentences as one text: with a space between them where their script has one. */
export const joinSentences = (sentences: readonly string[]): string =>
  sentences.reduce((text, sentence) => {
    const gap = text === '' || /[\p{Script=Han}。！？…”」』）]$/u.test(text) ? '' : ' '
    return text + gap + sentence
  }, '')
