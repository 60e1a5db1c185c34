import type { Language } from '../posts/language.ts'

/** The language that a reader is written to in: their own where there are words in it, else that of the newsletter. */
export function readerLanguage(tag: string | undefined, newsletters: Language): Language {
  const [language = '', ...parts] = (tag ?? '').toLowerCase().split(/[-_]/, 4)
  if (language === 'en') return 'en'
  if (language !== 'zh') return newsletters
  if (parts.includes('hans')) return 'zh-CN'
  if (parts.some(part => /^(?:hant|tw|hk|mo)$/.test(part))) return 'zh-TW'
  return parts.length === 0 && newsletters !== 'en' ? newsletters : 'zh-CN'
}
