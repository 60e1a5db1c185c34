import type { Language } from '../../posts/language.ts'
import type { LetterKind } from '../../subscribers/letter-queue.ts'
import type { EmbeddedFile } from '../pictures/picture.ts'
import type { LetterWords } from './letter-words.ts'

/** A letter of one kind in one language, rendered; its reader's own words have slots, which `personalLetter` fills. */
export interface Letter {
  kind: LetterKind
  language: Language
  /** Of the newsletter. */
  name: string
  /** The postal address; empty where there is none. */
  address: string
  words: LetterWords
  html: string
  /** Pictures that travel with it. */
  embedded: readonly EmbeddedFile[]
}

/** Where the links of a letter lead. */
export interface LetterLinks {
  /** The button. */
  actionUrl: string
  unsubscribeUrl: string
  preferencesUrl: string
}

/** Whether a letter is of the list, which its reader can leave; the others are for people who are not on it, or ask nothing of it. */
export const isOfList = (kind: LetterKind): boolean => kind === 'welcome'
