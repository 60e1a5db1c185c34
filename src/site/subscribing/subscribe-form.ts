import { shortLine } from '../../issues/plain-line.ts'
import { withoutInvisible } from '../../posts/invisible.ts'
import type { Language } from '../../posts/language.ts'
import type { PageSettings } from '../site-newsletter.ts'
import { pageLanguage } from '../visitors/reader-language.ts'
import type { RequestForm } from '../visitors/request-form.ts'

/** What a visitor wrote into the form. */
export interface SubscribeAnswers {
  email: string
  name: string
  language: Language | undefined
  tags: readonly string[]
  /** A field is filled in that no person sees. */
  isTrapped: boolean
}

export const noAnswers: SubscribeAnswers = {
  email: '',
  name: '',
  language: undefined,
  tags: [],
  isTrapped: false,
}

/** In characters; a longer address is none. */
const longestAddress = 320
const longestName = 80

/** The answers of a form, with no tag but those that people may choose. */
export const readAnswers = (form: RequestForm, tags: PageSettings['tags']): SubscribeAnswers => ({
  email: form
    .value('email')
    .trim()
    .slice(0, longestAddress + 1),
  name: strangersName(form.value('name')),
  language: pageLanguage(form.value('language')),
  tags: chosenTags(form, tags),
  isTrapped: form.value('homepage') !== '',
})

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

// The letter to the owner of the address has the name in it: an advert that somebody wants to be mailed has a link.
function strangersName(written: string): string {
  const name = readName(written)
  return /:\/\/|www\.|[a-z\d-]\.[a-z]{2}/.test(name) ? '' : name
}

/** The tags that people may choose, as a form shows them. */
export const tagChoices = (tags: PageSettings['tags'], chosen: readonly string[]) =>
  Object.entries(tags).map(([tag, label]) => ({ tag, label, isChosen: chosen.includes(tag) }))
