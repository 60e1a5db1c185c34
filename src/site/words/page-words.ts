import type { Language } from '../../posts/language.ts'
import { en, type PageWords } from './en.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'

export type { PageWords }

const wordsIn: Record<Language, PageWords> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** The languages of the pages, each by its own name. */
export const languageNames: Record<Language, string> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  en: 'English',
}

/** The words of one language, with the newsletter's name in them. */
export const pageWords = (language: Language, name: string): PageWords =>
  Object.fromEntries(
    Object.entries(wordsIn[language]).map(([key, text]) => [key, withValues(text, { name })]),
  ) as PageWords

/** A text with values where their names stand between braces; other braces stay, and values are not read again. */
export const withValues = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w{1,20})\}/g, (written, key: string) => values[key] ?? written)
