import type { Root, RootContent } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import { withoutAnswers } from './answers.ts'
import { refersBack } from './back-reference.ts'
import { withoutHoles } from './holes.ts'
import { isNote, isPicture, linesOf, proseOf } from './prose.ts'
import { firstSentencesOf } from './sentences.ts'
import { isChinese, lengthOf, type TextLength, termsOf } from './words.ts'

/** A sentence of a post. */
export interface Candidate {
  text: string
  terms: readonly string[]
  length: TextLength
  /** A note is slanted from its start to its end. */
  kind: 'paragraph' | 'item' | 'quote' | 'note'
  /** Which block of the post it stands in, which section, and its place in its text, each counted from 0. */
  block: number
  section: number
  place: number
  /** Its place among all sentences of the post. */
  order: number
  /** The title of its section; empty above the first heading. */
  heading: string
}

/** What a post says, cut for choosing: its sentences, in their order, and the headings. */
export interface Passage {
  candidates: Candidate[]
  headings: string[]
}

/** In characters of Chinese and words of other text; what is shorter says nothing, what is longer is no sentence. */
const shortest = { characters: 8, words: 5 }
const longest = { characters: 120, words: 45 }
const mostCandidates = 200
/** In characters; a line of generated release notes is no longer. */
const longestNote = 1000

/** The sentences of a post's prose, its lists and quotations, as long as sentences are. */
export function passageOf(root: Root): Passage {
  const blocks = withoutAnswers(root.children)
  const headings: string[] = []
  const candidates: Candidate[] = []
  let heading = ''
  for (const [block, node] of blocks.entries()) {
    if (node.type === 'heading') {
      heading = plainText(node)
      if (heading !== '') headings.push(heading)
      continue
    }
    for (const { text, kind } of textsOf(node, blocks[block + 1], blocks[block - 1]))
      for (const [place, sentence] of firstSentencesOf(text).entries()) {
        const length = lengthOf(sentence)
        if (candidates.length === mostCandidates || !isSpoken(sentence, length)) continue
        const terms = termsOf(sentence)
        candidates.push({
          text: sentence,
          terms,
          length,
          kind,
          block,
          section: headings.length,
          place,
          order: candidates.length,
          heading,
        })
      }
  }
  return { candidates, headings }
}

type Text = Pick<Candidate, 'text' | 'kind'>

function textsOf(node: RootContent, next?: RootContent, before?: RootContent): Text[] {
  if (node.type === 'paragraph' && isNote(node) && before && isPicture(before)) return []
  if (node.type === 'paragraph')
    return linesOf(node).flatMap((line, at, lines): Text[] => {
      const text = proseOf(withoutHoles(line), at === lines.length - 1 ? next : undefined)
      return text ? [{ text, kind: isNote(line) ? 'note' : 'paragraph' }] : []
    })
  if (node.type === 'blockquote')
    return node.children.flatMap((child, at) =>
      textsOf(child, node.children[at + 1]).map(({ text }): Text => ({ text, kind: 'quote' })),
    )
  if (node.type === 'list')
    return node.children.flatMap(({ children: [first] }) =>
      first?.type === 'paragraph'
        ? textsOf(first, undefined).map(({ text }): Text => ({ text, kind: 'item' }))
        : [],
    )
  return []
}

const releaseNote = /\sby @\S{1,60} in https?:\/\/\S+$|made their first contribution|^full changelog\b/i

const isSpoken = (sentence: string, length: TextLength): boolean =>
  isOfLength(length) && !refersBack(sentence) && !releaseNote.test(sentence.slice(0, longestNote))

function isOfLength(length: TextLength): boolean {
  const { characters, words } = length
  if (isChinese(length))
    return characters + words >= shortest.characters && characters + 2 * words <= longest.characters
  return words >= shortest.words && words <= longest.words
}
