import { type Header, textAt } from './header.ts'

/** The languages that Masthead has words for; other posts count as English. */
export type Language = 'zh-CN' | 'zh-TW' | 'en'

const suffix = /[._-](zh(?:[-_](?:cn|hans|tw|hk|hant))?|en(?:[-_]\w{2})?)\.\w+$/i
const sampleLength = 4000

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

/** Chinese when a tenth of the letters are Han characters and there is no kana. */
export function languageOfText(text: string): Language {
  const sample = text.slice(0, sampleLength)
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  const kana = sample.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return han > letters / 10 && kana < han / 10 ? 'zh-CN' : 'en'
}
