const abbreviations =
  /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|etc|e\.g|i\.e|cf|al|Inc|Ltd|Co|Corp|No|Vol|Fig|Sec|Ch|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|U\.S|U\.K|a\.m|p\.m|(?:[A-Z]\.)*[A-Z])\.$/
const ending = /[。！？…]+[”’」』）"']*|(?<![.!?])[.!?]+["'”’)\]]*(?=\s|$)/g

/** In characters. */
const opening = 2000
const longestWord = 30

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
    const isWithin = isWithinQuotes(sentence) || endsInAside(sentence)
    if (
      abbreviations.test(sentence) ||
      isWithin ||
      endsInName(sentence, paragraph.slice(end, end + longestWord))
    )
      continue
    sentences.push(sentence.trim())
    start = end
  }
  const rest = paragraph.slice(start).trim()
  return rest ? [...sentences, rest] : sentences
}

const closed = /[.!?。！？…]["'”’」』）)\]]*$/

/** True for a text that ends as sentences do. */
export const isSentence = (text: string): boolean => closed.test(text)

export const isQuestion = (sentence: string): boolean => /[?？]["'”’」』）)\]]*$/.test(sentence)

const isWithinQuotes = (text: string): boolean => count(text, /[“「『（(]/g) > count(text, /[”」』）)]/g)

// `a good demo (thanks!) of it` goes on behind its bracket.
const endsInAside = (text: string): boolean => /[)）]$/.test(text) && !/^\s*[(（]/.test(text)

// `Discuz! 安装`, `Discuz! X 安装`, `Yahoo! is` and `below otel. belongs` go on behind the name, but for who writes no capitals.
const endsInName = (text: string, next: string): boolean =>
  (/[\p{L}\p{N}][!.]+$/u.test(text) &&
    /^\s(?:[-–—]\s)?[a-z]+(?:[\s,;:]|$)/.test(next) &&
    /\p{Lu}/u.test(text)) ||
  (/[a-z][!?]+$/i.test(text) &&
    /^\s(?:[A-Z\d][\w.]{0,5}\s)?\p{Script=Han}/u.test(next) &&
    /\p{Script=Han}/u.test(text))

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** The sentences at the start of a paragraph, however long that is. */
export function firstSentencesOf(paragraph: string): string[] {
  if (paragraph.length <= opening) return sentencesOf(paragraph)
  const sentences = sentencesOf(paragraph.slice(0, opening))
  return sentences.length > 1 ? sentences.slice(0, -1) : sentences
}

/** Sentences as one text, with a space between them where their scripts have one. */
export const joinSentences = (sentences: readonly string[]): string =>
  sentences.reduce((text, sentence) => {
    const isWide = text === '' || wideEnd.test(text) || wideStart.test(sentence)
    return text + (isWide ? '' : ' ') + sentence
  }, '')

const wideEnd = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。！？：；）」』][”’」』）]*$/u
const wideStart = /^["“‘「『（]?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
