import { addressKey } from '../../digest/sources/address-key.ts'
import type { CheckedMail } from '../check.ts'
import { checkNamed, counted, type Found, quote, warning } from '../found.ts'
import { visibleTexts } from '../html/spots.ts'
import { eachAddress, linksIn, writtenAs } from '../links/links.ts'

/** A text part that says what the HTML says: the same links, the same titles, about as much. */
export const textInStep = checkNamed('text-in-step', (mail): Found[] => {
  const { html, text, tree } = mail.received
  if (html === '' || text.trim() === '') return []
  const shown = visibleTexts(tree)
    .map(({ value }) => value)
    .join('')
  return [...links(mail, shown), ...titles(mail, shown), ...length(shown, text)]
})

const wayOut = 'Make both parts from the same issue.'
// Beyond that many, one more says nothing new.
const mostLinks = 2000

function links(mail: CheckedMail, shown: string): Found[] {
  const { text } = mail.received
  const ofHtml = eachAddress(linksIn(mail))
    .map(({ address }) => address)
    .filter(address => /^https?:\/\//i.test(address))
    .slice(0, mostLinks)
  const ofText = addressesIn(text).slice(0, mostLinks)
  return [
    ...missing(ofHtml, ofText, text, 'The HTML', 'the text part'),
    ...missing(ofText, ofHtml, [...ofHtml, shown].join(' '), 'The text part', 'the HTML'),
  ]
}

const addressesIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/https?:\/\/[^\s<>"“”「」《》，。；、）]{1,4000}/gi)].map(([address]) =>
      trimmed(address),
    ),
  ),
]

const trimmed = (address: string): string => address.replace(/[.,;:!?'"*_~`\])}>]{1,20}$/, '')

function missing(
  wanted: readonly string[],
  given: readonly string[],
  text: string,
  here: string,
  there: string,
): Found[] {
  const known = new Set(given.map(keyOf))
  const absent = wanted.filter(address => !known.has(keyOf(address))).filter(isNotIn(text))
  const [first] = absent
  if (first === undefined) return []
  const what = `${here} has ${counted(absent.length, 'link')} that ${there} does not have, such as ${quote(first)}`
  return [warning(what, wayOut, ...writtenAs(first))]
}

const keyOf = (address: string): string => addressKey(trimmed(address))

// Programs break long addresses; what looks like one may be the beginning of another.
function isNotIn(text: string): (address: string) => boolean {
  const unbroken = text.replace(/\s+/g, '')
  let looks = 50
  return address => looks-- <= 0 || !unbroken.includes(address)
}

function titles({ received, origin }: CheckedMail, shown: string): Found[] {
  if (!origin) return []
  const parts = [
    ['HTML', bare(shown)],
    ['text part', bare(received.text)],
  ] as const
  const entries = origin.issue.sections.flatMap(section => section.entries)
  return entries
    .filter(({ title }) => title !== '')
    .flatMap(({ title }) =>
      parts
        .filter(([, text]) => !text.includes(bare(title)))
        .map(([part]) => warning(`The ${part} leaves out the title ${quote(title)}`, wayOut, title)),
    )
}

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')

/** Of what the HTML says, in letters: less than this share of what is long enough to compare is another text. */
const least = { letters: 400, share: 0.4 }

function length(shown: string, text: string): Found[] {
  const [ofHtml, ofText] = [bare(shown).length, bare(text.replace(/https?:\/\/\S{1,4000}/gi, '')).length]
  if (ofHtml < least.letters || ofText >= ofHtml * least.share) return []
  const share = Math.round((ofText / ofHtml) * 100)
  return [warning(`The text part says only ${share} % of what the HTML says`, wayOut)]
}
