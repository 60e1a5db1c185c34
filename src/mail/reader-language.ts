import { type Language, languageTag } from '../posts/language.ts'
import { frameWords } from './words.ts'

/** The languages that Masthead has words for. */
export const languages = Object.keys(frameWords) as Language[]

/** In characters; RFC 5646 asks for room for 35. */
const longestTag = 35

/** The language with words that a tag such as `zh-Hant` or `en-GB` asks for; nothing for any other. */
export function languageWithWords(tag: string | undefined): Language | undefined {
  const known = tag === undefined ? undefined : languageTag(tag.slice(0, longestTag))
  return languages.find(language => language === known)
}

/** The language that a reader is written to in: their own where there are words in it, else that of the newsletter. */
export function readerLanguage(tag: string | undefined, newsletters: Language): Language {
  // Chinese of no country is that of the newsletter.
  if (/^zh$/i.test(tag ?? '') && newsletters !== 'en') return newsletters
  return languageWithWords(tag) ?? newsletters
}
