import type { Root } from 'mdast'
import { textAt } from '../../posts/headers/header.ts'
import { parsePost, plainText } from '../../posts/markdown/markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import type { SummaryLength } from './best-sentences.ts'
import { type Extract, extract } from './extract.ts'
import { listedHeadlinesOf } from './headlines.ts'
import { leadOf, shorten } from './lead.ts'
import { textOf } from './prose.ts'
import { rankers } from './rankers.ts'

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
const excerptMarker = /^<!--\s*(more|truncate|end|excerpt|TEASER_END)\s*-->/i

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
  const authors = written(post) || excerptOf(root)
  const found = extract(root, post.title, length, rankers)
  const isList = listedHeadlinesOf(root, post.title).length > 0
  const summary = authors || found.summary || (isList ? '' : leadOf(root.children))
  const keyPoints = found.keyPoints.filter(point => !summary.includes(point))
  return { summary, keyPoints, isAuthors: authors !== '' }
}

function written(post: WholePost): string {
  const text = textAt(post.header, summaryKeys)
  if (!text) return ''
  const summary = plainText(parsePost(text.slice(0, longest).replace(blockMark, '$1\\$2'), post.path))
  return isSameText(summary, post.title) ? '' : summary
}

function excerptOf(root: Root): string {
  const marker = root.children.findIndex(block => block.type === 'html' && excerptMarker.test(block.value))
  if (marker < 0) return ''
  return shorten(root.children.slice(0, marker).map(textOf).filter(Boolean).join(' '))
}

const isSameText = (a: string, b: string): boolean => letters(a) === letters(b)
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
