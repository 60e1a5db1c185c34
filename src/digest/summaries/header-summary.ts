import type { RootContent } from 'mdast'
import { textAt } from '../../posts/headers/header.ts'
import { parsePost, plainText } from '../../posts/markdown/markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import { lettersOf } from './letters.ts'
import { joinSentences } from './sentences.ts'

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
// What begins with `33.` or `#` is one line of text, and no list and no heading.
const blockMark = /^(\s*\d{0,9})([.)#>+*-])(?=\s)/

/** What is longer is no summary, and is cut anyway. */
const longest = 5000

/** The summary that the header of a post has, as plain text; empty for one that only says the title again. */
export function headerSummaryOf(post: WholePost): string {
  const text = textAt(post.header, summaryKeys)
  if (!text) return ''
  const { children } = parsePost(text.slice(0, longest).replace(blockMark, '$1\\$2'), post.path)
  const summary = joinSentences(children.flatMap(linesOfBlock))
  return lettersOf(summary) === lettersOf(post.title) ? '' : summary
}

// Items of a list are parted as sentences are.
function linesOfBlock(block: RootContent): string[] {
  const blocks = block.type === 'list' ? block.children : [block]
  return blocks.map(plainText).filter(text => text !== '')
}
