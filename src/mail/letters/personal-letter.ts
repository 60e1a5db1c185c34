import { createHash } from 'node:crypto'
import { withoutControls } from '../../issues/plain-line.ts'
import type { QueuedLetter } from '../../subscribers/letter-queue.ts'
import type { Recipient } from '../../subscribers/subscriber.ts'
import { domainOf, type Message, messageTo, type Sender } from '../message.ts'
import { filledSlots, readerWords, withoutSlots } from '../slots.ts'
import { wrapText } from '../text/wrap-text.ts'
import { frameWords } from '../words.ts'
import { isOfList, type Letter, type LetterLinks } from './letter.ts'
import { subjectLine } from './render-letter.ts'

/** A letter as one reader gets it. */
export interface PersonalLetter {
  subject: string
  html: string
  text: string
}

/** The letter that one reader gets: every slot has their words, escaped in HTML. */
export function personalLetter(letter: Letter, reader: Recipient, links: LetterLinks): PersonalLetter {
  const words = { ...readerWords(reader, letter.language), ...links }
  const { html } = filledSlots({ html: letter.html, text: '' }, words)
  const text = withoutControls(withoutSlots(textOf(letter, words)))
  return { subject: subjectLine(withoutSlots(letter.words.subject)), html, text }
}

function textOf(
  { kind, language, name, address, words }: Letter,
  own: ReturnType<typeof readerWords> & LetterLinks,
): string {
  const { unsubscribe, preferences } = frameWords[language]
  const paragraphs = words.paragraphs.map(paragraph =>
    paragraph.written(
      piece => piece,
      slot => own[slot],
    ),
  )
  const leaving = isOfList(kind) ? [unsubscribe, own.unsubscribeUrl, preferences, own.preferencesUrl] : []
  const foot = ['-- ', wrapText(name), ...leaving, wrapText(address)].filter(Boolean).join('\n')
  const body = [own.greeting, ...paragraphs].map(block => wrapText(block))
  const action = `${words.action}\n${own.actionUrl}`
  return `${[...body, action, wrapText(words.reason), foot].join('\n\n')}\n`
}

/** The message of a letter; one of the list says in its headers how to leave. */
export function writeLetter(
  letter: Letter,
  queued: QueuedLetter,
  sender: Sender,
  links: LetterLinks,
  { date, unsubscribeUrls }: { date: Date; unsubscribeUrls: readonly string[] },
): Message {
  const { subscriber } = queued
  return messageTo(
    subscriber,
    {
      ...personalLetter(letter, subscriber, links),
      embedded: letter.embedded,
      messageId: letterIdOf(queued, domainOf(sender)),
      date,
      isAutomatic: true,
      ...(isOfList(letter.kind) && { unsubscribeUrls }),
    },
    sender,
  )
}

/**
 * What stands between the angle brackets of the Message-ID of a letter: the same each time that it is tried. A queue
 * that was empty counts from one again, so that the number alone would make two letters one.
 */
export function letterIdOf({ id, kind, at, subscriber }: QueuedLetter, domain: string): string {
  const known = [domain, 'letter', id, kind, at.toISOString(), subscriber.address.toLowerCase()]
  const hash = createHash('sha256').update(known.join('\n')).digest('hex')
  return `${hash.slice(0, 32)}@${domain}`
}
