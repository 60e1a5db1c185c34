import { shortLine } from '../issues/plain-line.ts'
import type { Language } from '../posts/language.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import { escapeHtml } from './escape-html.ts'
import type { Mail } from './mail.ts'
import type { ReaderPages } from './reader-pages.ts'
import { frameWords } from './words.ts'

/** What differs from reader to reader and is an address. */
const linkSlots = ['unsubscribeUrl', 'preferencesUrl', 'actionUrl'] as const

/** Such as `unsubscribeUrl`. */
export type LinkSlot = (typeof linkSlots)[number]

/** What differs from reader to reader. */
const slotNames = ['greeting', 'name', 'address', ...linkSlots] as const

/** In characters. */
const longestName = 80

/** Such as `greeting`. */
export type SlotName = (typeof slotNames)[number]

// Unicode keeps these two for use inside programs, and `withoutSlots` takes them out of all that an issue says.
const [opening, closing] = ['\uFDD0', '\uFDD1']
const slot = new RegExp(`${opening}(${slotNames.join('|')})${closing}`, 'g')

/** The mark in a rendered mail where a reader's own words go. */
export const slotFor = (name: SlotName): string => `${opening}${name}${closing}`

/** A text in which nothing is taken for a slot. */
export const withoutSlots = (text: string): string => text.replace(/[\uFDD0\uFDD1]/g, '')

/** A text with slots in it; what stands between them is only text. */
export class SlottedText {
  readonly pieces: readonly (string | { slot: SlotName })[]

  constructor(pieces: SlottedText['pieces']) {
    this.pieces = pieces
  }

  /** The text with what `write` makes of its words, and `fill` of its slots. */
  written(write: (text: string) => string, fill: (slot: SlotName) => string): string {
    return this.pieces
      .map(piece => (typeof piece === 'string' ? write(withoutSlots(piece)) : fill(piece.slot)))
      .join('')
  }
}

/** The mail that one reader gets: every slot has their words, escaped in HTML, and so has the subject. */
export function personalMail(mail: Mail, reader: Recipient, pages?: ReaderPages): Mail {
  const words = slotWords(mail, reader, pages)
  return { ...mail, subject: personalSubject(mail, words.name), ...filledSlots(mail, words) }
}

/** What all slots of a mail say to one reader. Without pages of their own, they leave as everybody does. */
export function slotWords(
  { language, unsubscribeUrl }: Pick<Mail, 'language' | 'unsubscribeUrl'>,
  reader: Recipient,
  pages?: ReaderPages,
): SlotWords & { name: string } {
  const links = pages ?? { unsubscribeUrl, preferencesUrl: unsubscribeUrl }
  return { ...readerWords(reader, language), ...links }
}

/** The subject for a reader of a name, which is empty where it is not known. */
export const personalSubject = (
  { subject, subjectByName }: Pick<Mail, 'subject' | 'subjectByName'>,
  name: string,
): string =>
  subjectByName === undefined || name === '' ? subject : subjectByName.replaceAll('{name}', () => name)

/** What slots say; one without words is empty. */
export type SlotWords = Partial<Record<SlotName, string>>

/** Both parts of a mail with words in their slots. */
export function filledSlots(
  { html, text }: Pick<Mail, 'html' | 'text'>,
  words: SlotWords,
): Pick<Mail, 'html' | 'text'> {
  const fill = (part: string, write: (word: string) => string) =>
    part.replace(slot, (_, name: SlotName) => write(words[name] ?? ''))
  return { html: fill(html, escapeHtml), text: fill(text, word => word) }
}

/** A rendered part of a mail, cut at its slots: text and names of slots take turns, beginning and ending with text. */
export function cutAtSlots(part: string): { texts: string[]; slots: SlotName[] } {
  const pieces = part.split(slot)
  const isText = (_: string, at: number) => at % 2 === 0
  return {
    texts: pieces.filter(isText),
    slots: pieces.filter((piece, at) => !isText(piece, at)) as SlotName[],
  }
}

/** What a reader's own slots say, in the language of the mail. */
export function readerWords(
  { name, address }: Recipient,
  language: Language,
): Record<'greeting' | 'name' | 'address', string> {
  const { greeting, greetingByName } = frameWords[language]
  const known = shortLine(withoutSlots(name).replace(/\s+/g, ' ').trim(), longestName).toWellFormed()
  return {
    greeting: known === '' ? greeting : greetingByName.replace('{name}', () => known),
    name: known,
    address: withoutSlots(address),
  }
}
