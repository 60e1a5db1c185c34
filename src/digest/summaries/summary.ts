import type { Nodes, Paragraph, Root } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import { type Extract, extract } from './extract.ts'
import { headerSummaryOf } from './header-summary.ts'
import { withoutHoles } from './holes.ts'
import { leadOf } from './lead.ts'
import { lettersOf } from './letters.ts'
import { listedPointsOf } from './listed-points.ts'
import { linesOf, proseOf, textOf } from './prose.ts'
import type { SummaryLength } from './ranking/best-sentences.ts'
import { rankers } from './ranking/rankers.ts'
import type { RecurringText } from './recurring-text.ts'
import { onlyAnnounces } from './releases/announcement.ts'
import { isSentence, joinSentences } from './sentences.ts'
import { lengthOf } from './words.ts'

/** Authors end the opening that sums a post up with it. */
export const excerptMarker = /^<!--\s*(?:more|truncate|end|excerpt|TEASER_END)\s*-->/im

/** A summary, what else the post says, and whether the author wrote the summary. */
export interface Summary extends Extract {
  isAuthors: boolean
}

/**
 * The summary of a post: its header's, else the text before its excerpt marker, else its best sentences; without what it
 * shares with other posts.
 */
export function summaryOf(
  post: WholePost,
  whole: Root,
  length: SummaryLength,
  recurring: RecurringText,
): Summary {
  const root = withoutRecurring(whole, recurring)
  const excerpt = aboveMarker(root)
  const written = headerSummaryOf(post)
  const own = recurring.has(lettersOf(written)) ? '' : written
  const authors = own || (excerpt ? briefOf(excerpt, post.title) : '')
  const isList = listedPointsOf(root, post.title).length > 0
  const tell = (text: Root): Extract => {
    // What is not told in the summary may be a key point.
    const found = extract(text, post.title, authors && length === 'detailed' ? 'normal' : length, rankers)
    return { ...found, summary: authors || found.summary || (isList ? '' : leadOf(text.children)) }
  }
  const opening = authors === '' && excerpt ? tell(excerpt) : undefined
  const { summary, keyPoints } = opening && !onlyAnnounces(opening.summary, post.title) ? opening : tell(root)
  return {
    summary,
    keyPoints: keyPoints.filter(point => !summary.includes(point)),
    isAuthors: authors !== '',
  }
}

function withoutRecurring(root: Root, recurring: RecurringText): Root {
  if (recurring.size === 0) return root
  const isOwn = (node: Nodes) => !recurring.has(lettersOf(plainText(node)))
  const children = root.children
    .filter(block => (block.type !== 'paragraph' && block.type !== 'blockquote') || isOwn(block))
    .map(block => (block.type === 'paragraph' ? paragraphOf(linesOf(block).filter(isOwn)) : block))
  return { ...root, children }
}

const paragraphOf = (lines: readonly Paragraph[]): Paragraph => ({
  type: 'paragraph',
  children: lines.flatMap(({ children }, at) => (at === 0 ? children : [{ type: 'break' }, ...children])),
})

function aboveMarker(root: Root): Root | undefined {
  const marker = root.children.findIndex(block => block.type === 'html' && excerptMarker.test(block.value))
  return marker > 0 ? { ...root, children: root.children.slice(0, marker) } : undefined
}

/** What is longer opens a post and does not sum it up: characters of Chinese, words of other text. */
const longestExcerpt = { characters: 160, words: 60 }

// All that stands above the marker, where it is as short as a summary and says more than the title.
function briefOf({ children }: Root, title: string): string {
  const paragraphs = children.flatMap(block => (block.type === 'paragraph' ? linesOf(block) : []))
  const lines = paragraphs.map(withoutHoles)
  // A byline or a note on a series alone sums up nothing.
  if (lines.every(line => proseOf(line) === '')) return ''
  const text = joinSentences(
    lines
      .map(line => proseOf(line) || (isSentence(textOf(line)) ? textOf(line) : ''))
      .filter(text => text !== ''),
  )
  const { characters, words } = lengthOf(text)
  const isBrief = characters <= longestExcerpt.characters && words <= longestExcerpt.words
  return isBrief && !onlyAnnounces(text, title) ? text : ''
}
