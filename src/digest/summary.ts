import type { Root } from 'mdast'
import { textAt } from '../posts/headers/header.ts'
import { parsePost, plainText } from '../posts/markdown/markdown.ts'
import type { WholePost } from '../posts/post.ts'
import { leadOf, shorten, textOf } from './lead.ts'

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

/** The summary of a post: its header's, else the text before its excerpt marker, else its opening sentences. */
export function summaryOf(post: WholePost, root: Root): string {
  return authorsSummaryOf(post, root) || leadOf(root.children, 2)
}

/** What the author wrote as a summary; empty where nothing says so. */
export const authorsSummaryOf = (post: WholePost, root: Root): string => written(post) || excerptOf(root)

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
