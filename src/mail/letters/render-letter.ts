import { TemplateError } from '../../errors.ts'
import { shortLine } from '../../issues/plain-line.ts'
import type { Language } from '../../posts/language.ts'
import type { LetterKind } from '../../subscribers/letter-queue.ts'
import type { MailSettings } from '../mail.ts'
import { logoOf, preheaderEndOf } from '../mail-view.ts'
import { noPictures, type Pictures } from '../pictures/picture.ts'
import { htmlOf } from '../render-mail.ts'
import { type LinkSlot, slotFor } from '../slots.ts'
import type { Template, TemplateView } from '../template.ts'
import { frameWords } from '../words.ts'
import { isOfList, type Letter } from './letter.ts'
import { type LetterWords, letterWords } from './letter-words.ts'

/** Everything that the template of a letter may show beside `greeting` and `subscriber`. */
export interface LetterView extends TemplateView, LetterWords {
  kind: LetterKind
  language: Language
  name: string
  preheaderEnd: string
  /** Where the button leads; its own for each reader. */
  actionUrl: string
  /** Both are empty in letters that are not of the list. */
  unsubscribeUrl: string
  preferencesUrl: string
  words: { unsubscribe: string; preferences: string }
  address: string
}

type Settings = Pick<MailSettings, 'name' | 'address' | 'theme' | 'site'>

/** Renders the letters of a kind in a language; throws a TemplateError for a template that fails, or that leaves out a link. */
export async function renderLetter(
  kind: LetterKind,
  language: Language,
  template: Template,
  settings: Settings,
  pictures: Pictures = noPictures,
): Promise<Letter> {
  const view = viewOf(kind, language, settings, pictures)
  const html = await htmlOf(view, template)
  const missing = view.slots.find(slot => slot !== 'preferencesUrl' && !html.includes(slotFor(slot)))
  if (missing !== undefined)
    throw new TemplateError(`${template.main.path}: the letter leaves out {{${missing}}}`, {
      wayOut: `Show it as a link: <a href="{{${missing}}}">.`,
    })
  const { name, address } = settings
  const words = letterWords(kind, language, name)
  return { kind, language, name, address, words, html, embedded: pictures.embedded }
}

function viewOf(kind: LetterKind, language: Language, settings: Settings, pictures: Pictures): LetterView {
  const { name, address, theme, site } = settings
  const { unsubscribe, preferences } = frameWords[language]
  const words = letterWords(kind, language, name)
  const slots: LinkSlot[] = isOfList(kind) ? ['actionUrl', 'unsubscribeUrl', 'preferencesUrl'] : ['actionUrl']
  return {
    ...words,
    subject: subjectLine(words.subject),
    kind,
    language,
    name,
    preheaderEnd: preheaderEndOf(words.preheader),
    actionUrl: '',
    unsubscribeUrl: '',
    preferencesUrl: '',
    slots,
    words: { unsubscribe, preferences },
    address,
    theme: { ...theme, logo: logoOf(theme, { site, pictures: pictures.known }) },
  }
}

const longestSubject = 300

/** A subject on one line. */
export const subjectLine = (subject: string): string =>
  shortLine(subject.replace(/\s+/g, ' ').trim(), longestSubject)
