import type { Root } from 'mdast'
import { textAt } from '../../posts/headers/header.ts'
import { parsePost, plainText } from '../../posts/markdown/markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import type { SummaryLength } from './best-sentences.ts'
import { type Extract, extract } from './extract.ts'
import { leadOf } from './lead.ts'
import { listedPointsOf } from './listed-points.ts'
import { isProse, linesOf, textOf } from './prose.ts'
import { rankers } from './rankers.ts'
import { isSentence, joinSentences } from './sentences.ts'
import { lengthOf } from './words.ts'

/** Where a summary may stand in a header, the first one first. */
export const summaryKeys = [
  'summary',
  'description',
  'excerpt',
  'abstract',
  'spoiler',
  'desc',
  'lead',
  'intro',
  '摘要',
  '描述',
]
/** Authors end the opening that sums a post up with it. */
export const excerptMarker = /^<!--\s*(?:more|truncate|end|excerpt|TEASER_END)\s*-->/im

// What begins with `33.` or `#` is one line of text, and no list and no heading.
const blockMark = /^(\s*\d{0,9})([.)#>+*-])(?=\s)/

/** What is longer is no summary, and is cut anyway. */
const longest = 5000

/** A summary, what else the post says, and whether the author wrote the summary. */
export interface Summary extends Extract {
  isAuthors: boolean
}

/** The summary of a post: its header's, else the text before its excerpt marker, else its best sentences. */
export function summaryOf(post: WholePost, root: Root, length: SummaryLength): Summary {
  const excerpt = aboveMarker(root)
  const found = extract(excerpt ?? root, post.title, length, rankers)
  const authors = written(post) || (excerpt ? briefOf(excerpt) : '')
  const isList = listedPointsOf(root, post.title).length > 0
  const summary = authors || found.summary || (isList ? '' : leadOf((excerpt ?? root).children))
  const keyPoints = found.keyPoints.filter(point => !summary.includes(point))
  return { summary, keyPoints, isAuthors: authors !== '' }
}

function written(post: WholePost): string {
  const text = textAt(post.header, summaryKeys)
  if (!text) return ''
  const summary = plainText(parsePost(text.slice(0, longest).replace(blockMark, '$1\\$2'), post.path))
  return isSameText(summary, post.title) ? '' : summary
}

function aboveMarker(root: Root): Root | undefined {
  const marker = root.children.findIndex(block => block.type === 'html' && excerptMarker.test(block.value))
  return marker > 0 ? { ...root, children: root.children.slice(0, marker) } : undefined
}

/** What is longer opens a post and does not sum it up: characters of Chinese, words of other text. */
const longestExcerpt = { characters: 160, words: 60 }

// All that stands above the marker, where it is as short as a summary.
function briefOf({ children }: Root): string {
  const text = joinSentences(
    children
      .flatMap(block => (block.type === 'paragraph' ? linesOf(block) : []))
      .flatMap(line => (isProse(line, undefined) || isSentence(textOf(line)) ? [textOf(line)] : [])),
  )
  const { characters, words } = lengthOf(text)
  return characters <= longestExcerpt.characters && words <= longestExcerpt.words ? text : ''
}

const isSameText = (a: string, b: string): boolean => letters(a) === letters(b)
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
