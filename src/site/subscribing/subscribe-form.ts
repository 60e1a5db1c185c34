import { languageWithWords } from '../../mail/reader-language.ts'
import type { Language } from '../../posts/language.ts'
import type { PageSettings } from '../site-newsletter.ts'
import { chosenTags, readName } from '../visitors/person-fields.ts'
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

/** The answers of a form that nobody has filled in. */
export const noAnswers: SubscribeAnswers = {
  email: '',
  name: '',
  language: undefined,
  tags: [],
  isTrapped: false,
}

/** In characters; a longer address is none. */
const longestAddress = 320

/** The answers of a form, with no tag but those that people may choose. */
export const readAnswers = (form: RequestForm, tags: PageSettings['tags']): SubscribeAnswers => ({
  email: form
    .value('email')
    .trim()
    .slice(0, longestAddress + 1),
  name: strangersName(form.value('name')),
  language: languageWithWords(form.value('language')),
  tags: chosenTags(form, tags),
  isTrapped: form.value('homepage') !== '',
})

// The letter to the owner of the address has the name in it: an advert that somebody wants to be mailed has a link.
function strangersName(written: string): string {
  const name = readName(written)
  return /:\/\/|www\.|[a-z\d-]\.[a-z]{2}/.test(name) ? '' : name
}
