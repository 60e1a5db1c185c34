import { type Header, textAt } from './headers/header.ts'
import { languageOfText, unknownLatin } from './script.ts'

/** The languages that Masthead has words for: an issue is in one of them. */
export type Language = 'zh-CN' | 'zh-TW' | 'en'

/** What a part of a path says of the language: `en`, `zh-cn`, `pt-BR`, `cn`. */
const code =
  '(?:zh|cn|tw|en|ja|jp|ko|kr|fr|de|es|pt|ru|uk|ua|pl|tr|vi|th|nl|ar|fa|sv|hu|he|it|cs|id|ca|hi|el|ro|fi|da|bg|sk|hr|nb|bn)'
const tag = `${code}(?:[-_](?:[a-z]{2}|hans|hant))?`
const inName = new RegExp(`[._](${tag})\\.\\w+$|-(en|zh(?:[-_](?:cn|tw|hans|hant))?)\\.\\w+$`, 'i')
const inFolders = new RegExp(`(?:^|/)(${tag})/`, 'i')
const countries: Record<string, string> = { cn: 'zh-CN', tw: 'zh-TW', jp: 'ja', kr: 'ko', ua: 'uk' }
// Words and abbreviations that folders are called as well.
const ambiguous = /^(it|cs|id|tr|es|ca|hi|el|ro|fi|da|sk|hr|nb)$/i

/** A path that says in which language it is, with what is left of it when that is taken out. */
export interface LabelledPath {
  language: string
  rest: string
  /** The label is as likely the word for a subject, such as `it` and `cs`. */
  isDoubtful: boolean
}

/**
 * The language of a post as a BCP 47 tag such as `zh-CN`, `zh-TW`, `en` or `ja`: what its header, its file name or its
 * folder says, unless the script of the text contradicts; else that of the script.
 */
export function languageOf(header: Header, path: string, title: string, body: string): string {
  const said = textAt(header, ['lang', 'language', 'locale']) ?? labelledPath(path)?.language
  const language = said && languageTag(said)
  const found = languageOfText(body) ?? languageOfText(title)
  if (found === undefined) return language ?? 'en'
  if (!language) return found === unknownLatin ? 'en' : found
  if (scriptOf(language) !== scriptOf(found)) return found === unknownLatin ? 'en' : found
  // A page that waits for its translation is in English under any label.
  return found === 'en' ? 'en' : language
}

/** The language that a path names in its file (`x.zh.md`) or in a folder (`zh/x.md`), if it names one. */
export function labelledPath(path: string): LabelledPath | undefined {
  const named = inFileName(path) ?? inFolderName(path)
  if (!named) return undefined
  // A folder and the file in it may both say it.
  const again = inFolderName(named.rest)
  return again && again.language === named.language ? { ...named, rest: again.rest } : named
}

function inFileName(path: string): LabelledPath | undefined {
  const name = inName.exec(path)
  const label = name?.[1] ?? name?.[2]
  if (!name || !label) return undefined
  return labelled(label, path.slice(0, name.index) + path.slice(path.lastIndexOf('.')), false)
}

function inFolderName(path: string): LabelledPath | undefined {
  const folder = inFolders.exec(path)
  if (!folder?.[1]) return undefined
  const above = path.slice(0, folder.index) + (folder[0].startsWith('/') ? '/' : '')
  const below = path.slice(folder.index + folder[0].length)
  return labelled(folder[1], above + below, ambiguous.test(folder[1]))
}

const labelled = (label: string, rest: string, isDoubtful: boolean): LabelledPath => ({
  language: languageTag(label) ?? label,
  rest,
  isDoubtful,
})

/** `zh-CN` for `zh`, `zh_Hans` and `cn`, `zh-TW` for `zh-Hant`, `pt-BR` for `pt_br`; nothing for what is no language tag. */
export function languageTag(written: string): string | undefined {
  const [primary = '', region = ''] = written.trim().toLowerCase().split(/[-_]/)
  if (primary === 'chinese') return 'zh-CN'
  if (!/^[a-z]{2,3}$/.test(primary)) return undefined
  const language = countries[primary] ?? primary
  if (language.startsWith('zh'))
    return /^(tw|hk|mo|hant)$/.test(region) || language === 'zh-TW' ? 'zh-TW' : 'zh-CN'
  if (language === 'en') return 'en'
  return /^[a-z]{2}$/.test(region) ? `${language}-${region.toUpperCase()}` : language
}

/** True when a post in `language` is one for readers of `wanted`: `zh` is both ways of writing Chinese. */
export function isInLanguage(language: string, wanted: string): boolean {
  if (/^zh$/i.test(wanted)) return language.startsWith('zh')
  const tagged = languageTag(wanted) ?? wanted
  return language === tagged || language.split('-')[0] === tagged
}

/** The language of most of the posts, which have BCP 47 tags; English when there are none. */
export function commonestLanguage(posts: readonly { language: string }[]): Language {
  const counts = new Map<Language, number>()
  for (const { language } of posts) {
    // A post in a language that Masthead has no words for is told of in English.
    const told = language === 'zh-CN' || language === 'zh-TW' ? language : 'en'
    counts.set(told, (counts.get(told) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'en'
}

const scripts: Record<string, string> = {
  zh: 'Han',
  ja: 'Kana',
  ko: 'Hangul',
  ru: 'Cyrillic',
  uk: 'Cyrillic',
  ar: 'Arabic',
  fa: 'Arabic',
  th: 'Thai',
  he: 'Hebrew',
}
const scriptOf = (language: string): string => scripts[language.split('-')[0] ?? ''] ?? 'Latin'
