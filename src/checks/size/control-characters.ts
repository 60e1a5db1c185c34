import { checkNamed, type Found, quote, warning } from '../found.ts'

/** What no text has: controls other than tabs and line ends, the sign for a character that could not be read, and what is no character. */
const strange = /[^\P{Cc}\t\n\f\r]|\uFFFD|[\uFFFE\uFFFF]/gu

/** Control characters, for which Gmail cuts a mail, and signs of text read in a wrong encoding. */
export const controlCharacters = checkNamed('control-characters', ({ received }): Found[] =>
  (['subject', 'html', 'text'] as const).flatMap(part => strangeIn(received[part], namesOf[part])),
)

const namesOf = { subject: 'subject', html: 'HTML', text: 'text part' }

function strangeIn(text: string, name: string): Found[] {
  const places = new Map<string, { count: number; at: number }>()
  for (const { 0: sign, index } of text.matchAll(strange)) {
    const { count, at } = places.get(sign) ?? { count: 0, at: index }
    places.set(sign, { count: count + 1, at })
  }
  return [...places].map(([sign, { count, at }]) => {
    const around = text.slice(Math.max(0, at - 20), at + 20)
    const times = count === 1 ? 'once' : `${count.toLocaleString('en')} times`
    return warning(
      `The ${name} has ${nameOf(sign)} ${times}, first in ${quote(around)}`,
      sign === '\uFFFD'
        ? 'Write the character that was lost there, and save the file as UTF-8.'
        : 'Delete it where it stands: Gmail may cut the mail there.',
      ...lineAround(text, at),
    )
  })
}

// The mark itself may have been written in another encoding; the words before it were not.
function lineAround(text: string, at: number): string[] {
  const before = /[^<>\n]{4,40}$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? ''
  return [before + text[at], before].filter(piece => piece.trim().length > 3)
}

function nameOf(sign: string): string {
  const code = sign.charCodeAt(0)
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (sign === '\uFFFD') return `${number}, the sign for a character that could not be read,`
  return code > 0xff ? `${number}, which is no character,` : `the control character ${number}`
}
