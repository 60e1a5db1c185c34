import { visit } from 'unist-util-visit'
import { addressKey } from '../digest/sources/address-key.ts'
import { plainText } from '../posts/markdown/markdown.ts'
import { alsoMarked } from './entry-marker.ts'
import { parseEntry } from './parse-entry.ts'
import { isArticle, type Telling } from './tellings.ts'
import { isAlsoIn } from './words.ts'

/** An entry that composing leaves as it is, as far as it matters for telling a story once. */
export interface StandingText {
  post?: string
  title: string
  /** Keys of the addresses it links to, those of posts "also in" aside. */
  addresses: ReadonlySet<string>
  /** Its text, without white space. */
  letters: string
  /** Posts that it says it is the entry of, too. */
  also: readonly string[]
}

/** Reads an entry of the file. */
export function standingText(text: string, post?: string): StandingText {
  const blocks = parseEntry(text).children
  const addresses = new Set<string>()
  for (const block of blocks)
    if (!isAlsoIn(plainText(block))) visit(block, 'link', link => void addresses.add(addressKey(link.url)))
  const heading = blocks.find(block => block.type === 'heading')
  return {
    title: heading ? plainText(heading) : '',
    addresses,
    letters: lettersOf(blocks.map(block => plainText(block)).join('\n')),
    also: alsoMarked(text),
    ...(post !== undefined && { post }),
  }
}

/** True for an entry that tells a story: it links to the page that the story comes from, or has its headline. */
export const tells = ({ addresses, letters }: StandingText, group: readonly Telling[]): boolean =>
  group.some(
    telling =>
      telling.addresses.some(address => isArticle(address) && addresses.has(address)) ||
      (lettersOf(telling.headline).length >= shortest && letters.includes(lettersOf(telling.headline))),
  )

/** A shorter headline may be any word of a text. */
const shortest = 8

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
