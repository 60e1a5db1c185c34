import { shortLine } from '../issues/plain-line.ts'
import type { Language } from '../posts/language.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import { escapeHtml } from './escape-html.ts'
import type { Mail } from './mail.ts'
import { frameWords } from './words.ts'

/** What differs from subscriber to subscriber. */
export const slotNames = ['greeting', 'name', 'address'] as const

/** In characters. */
const longestName = 80

export type SlotName = (typeof slotNames)[number]

// Unicode keeps these two for use inside programs, and `withoutSlots` takes them out of all that an issue says.
const [opening, closing] = ['\uFDD0', '\uFDD1']
const slot = new RegExp(`${opening}(${slotNames.join('|')})${closing}`, 'g')

/** The mark in a rendered mail where a subscriber's own words go. */
export const slotFor = (name: SlotName): string => `${opening}${name}${closing}`

/** A text in which nothing is taken for a slot. */
export const withoutSlots = (text: string): string => text.replace(/[\uFDD0\uFDD1]/g, '')

/** The mail that one subscriber gets: every slot has their words, escaped in HTML. */
export function personalMail(mail: Mail, subscriber: Recipient): Mail {
  const words = wordsOf(subscriber, mail.language)
  const fill = (text: string, write: (word: string) => string) =>
    text.replace(slot, (_, name: SlotName) => write(words[name]))
  return { ...mail, html: fill(mail.html, escapeHtml), text: fill(mail.text, word => word) }
}

function wordsOf({ name, address }: Recipient, language: Language): Record<SlotName, string> {
  const { greeting, greetingByName } = frameWords[language]
  const known = shortLine(withoutSlots(name).replace(/\s+/g, ' ').trim(), longestName)
  return {
    greeting: known === '' ? greeting : greetingByName.replace('{name}', () => known),
    name: known,
    address: withoutSlots(address),
  }
}
