import { shortLine } from '../../issues/plain-line.ts'
import { languages } from '../../mail/reader-language.ts'
import { withoutInvisible } from '../../posts/invisible.ts'
import type { Language } from '../../posts/language.ts'
import type { PageSettings } from '../site-newsletter.ts'
import { languageNames } from '../words/page-words.ts'
import type { RequestForm } from './request-form.ts'

/** In characters. */
const longestName = 80

/** The tags that a form has, of those that people may choose. */
export const chosenTags = (form: RequestForm, tags: PageSettings['tags']): string[] => {
  const chosen = new Set(form.values('tag'))
  return Object.keys(tags).filter(tag => chosen.has(tag))
}

/** A name on one line, without what shows nothing. */
export const readName = (written: string): string =>
  shortLine(
    withoutInvisible(written.slice(0, 1000))
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
    longestName,
  )

/** The tags that people may choose, as a form shows them. */
export const tagChoices = (tags: PageSettings['tags'], chosen: readonly string[]) =>
  Object.entries(tags).map(([tag, label]) => ({ tag, label, isChosen: chosen.includes(tag) }))

/** The languages of the pages, as a form shows them. */
export const languageChoices = (chosen: Language | undefined) =>
  languages.map(code => ({ code, name: languageNames[code], isChosen: code === chosen }))
