import { columnsOf } from '../../issues/plain-line.ts'
import type { CheckedMail } from '../check.ts'
import { checkNamed, type Found, quote, warning } from '../found.ts'
import { spotsIn } from '../html/spots.ts'

/** What the list of mails shows behind the subject: a text that the mail hides at its top, else its first words. */
export const preheader = checkNamed('preheader', (mail): Found[] => {
  if (mail.received.html === '') return []
  const { hidden, first } = opening(mail)
  if (hidden === '') {
    const shows = first === '' ? 'nothing' : quote(first)
    return [warning(`The mail has no preheader: behind the subject, the inbox shows ${shows}`, write)]
  }
  return repeated(hidden, mail.received.subject)
})

const write =
  'Write "preheader" in the header of the issue, and <mj-preview>{{preheader}}</mj-preview> in the template.'
const longestShown = 200

/** The hidden text before the first one that a reader sees, and that one. */
function opening({ received }: CheckedMail): { hidden: string; first: string } {
  let hidden = ''
  for (const { value, spot } of spotsIn(received.tree).texts) {
    if (spot.isHead || hidden.length > longestShown) continue
    const text = value
      .slice(0, 2000)
      .replace(/(?:[\s\u00AD\u200B-\u200F\uFEFF]|\u034F)+/g, ' ')
      .trim()
    if (text === '') continue
    if (!spot.isHidden) return { hidden, first: text }
    hidden += text
  }
  return { hidden, first: '' }
}

const letters = (text: string): string =>
  text
    .slice(0, 2000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** How many columns of the same letters at the beginning are no accident. */
const leastSame = 14

function common(a: string, b: string): string {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return a.slice(0, length)
}

function repeated(text: string, subject: string): Found[] {
  const [said, title] = [letters(text), letters(subject)]
  if (title === '' || said === '') return []
  const isSame = said === title
  const opens = said.startsWith(title) || columnsOf(common(said, title)) >= leastSame
  if (!isSame && !(opens && Math.min(said.length, title.length) >= 4)) return []
  return [
    warning(
      isSame
        ? 'The preheader repeats the subject'
        : `The preheader begins as the subject does: ${quote(text)}`,
      'Say something there that the subject does not: both stand side by side in the inbox.',
      text,
    ),
  ]
}
