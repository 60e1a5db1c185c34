import { type Header, textAt } from './header.ts'

/** The languages that Masthead has words for; other posts count as English. */
export type Language = 'zh-CN' | 'zh-TW' | 'en'

const suffix = /[._-](zh(?:[-_](?:cn|hans|tw|hk|hant))?|en(?:[-_]\w{2})?)\.\w+$/i
const sampleLength = 1000

/** The language of a post: what its header or file name says, else the script that it is written in. */
export function languageOf(header: Header, path: string, text: string): Language {
  const said = textAt(header, ['lang', 'language', 'locale']) ?? suffix.exec(path)?.[1]
  return (said && toLanguage(said)) || languageOfText(text)
}

/** zh-CN, zh-TW or en for a language tag such as `zh_Hant`, `zh` or `en-GB`. */
export function toLanguage(tag: string): Language | undefined {
  const lower = tag.toLowerCase().replace('_', '-')
  if (/^zh-(tw|hk|mo|hant)/.test(lower)) return 'zh-TW'
  if (/^(zh|chinese)/.test(lower)) return 'zh-CN'
  return /^en/.test(lower) ? 'en' : undefined
}

/** Chinese when there is a Han character for every ten letters, and no kana to speak of. */
export function languageOfText(text: string): Language {
  let han = 0
  let kana = 0
  let latin = 0
  const end = Math.min(text.length, sampleLength)
  // Code by code: a regular expression over scripts takes longer here than the rest of reading a post.
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 0x3400 && code <= 0x9fff) han += 1
    else if (code >= 0x3041 && code <= 0x30ff) kana += 1
    else if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) latin += 1
  }
  return han * 10 > latin && kana * 10 < han ? 'zh-CN' : 'en'
}

/** The language that most of the posts are in; English when there are none. */
export function commonestLanguage(posts: readonly { language: Language }[]): Language {
  const count = (language: Language) => posts.filter(post => post.language === language).length
  return posts.map(post => post.language).toSorted((a, b) => count(b) - count(a))[0] ?? 'en'
}
