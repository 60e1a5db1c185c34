import { markdownOfPost } from '../../posts/markdown/post-markdown.ts'
import { startOfPost } from '../../posts/markdown/tame-markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import { headerSummaryOf } from './header-summary.ts'
import { lettersOf } from './letters.ts'

/** The letters of paragraphs that several posts share: a greeting, a notice, a summary that a site gives all its posts. */
export type RecurringText = ReadonlySet<string>

/** In so many posts a paragraph says nothing of any one of them. */
const fewest = 5
const address = /\]\([^()\s]{0,2000}\)|<https?:[^<>\s]{0,2000}>/g

/** The paragraphs, and summaries in headers, that at least five of some posts have. */
export function recurringTextOf(posts: readonly WholePost[]): RecurringText {
  const counts = new Map<string, number>()
  for (const post of posts)
    for (const text of new Set(paragraphsOf(post))) counts.set(text, (counts.get(text) ?? 0) + 1)
  return new Set([...counts].flatMap(([text, count]) => (count >= fewest ? [text] : [])))
}

function paragraphsOf(post: WholePost): string[] {
  const text = markdownOfPost(startOfPost(post.body), /\.mdx$/i.test(post.path))
  const paragraphs = text.split(/\n\s*\n/).map(paragraph => lettersOf(paragraph.replace(address, ']')))
  return [...paragraphs, lettersOf(headerSummaryOf(post))].filter(letters => letters !== '')
}
