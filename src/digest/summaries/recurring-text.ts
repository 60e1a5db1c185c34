import { markdownOfPost } from '../../posts/markdown/post-markdown.ts'
import { startOfPost } from '../../posts/markdown/tame-markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import { headerSummaryOf } from './header-summary.ts'
import { lettersOf } from './letters.ts'

/** The letters of paragraphs and lines that several posts share: a greeting, a notice, a summary for the whole site. */
export type RecurringText = ReadonlySet<string>

/** In so many posts a text says nothing of any one of them. */
const fewest = { body: 5, header: 3 }
/** In letters; a shorter line may well stand in many posts. */
const shortestLine = 10
const address = /\]\([^()\s]{0,2000}\)|<https?:[^<>\s]{0,2000}>/g

/** The paragraphs and lines that at least five of some posts have, and the summaries in the headers of three. */
export const recurringTextOf = (posts: readonly WholePost[]): RecurringText =>
  new Set([
    ...commonAmong(posts.map(textsOf), fewest.body),
    ...commonAmong(
      posts.map(post => [lettersOf(headerSummaryOf(post))]),
      fewest.header,
    ),
  ])

function commonAmong(texts: readonly (readonly string[])[], least: number): string[] {
  const counts = new Map<string, number>()
  for (const own of texts) for (const text of new Set(own)) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].flatMap(([text, count]) => (text !== '' && count >= least ? [text] : []))
}

function textsOf({ body, path }: WholePost): string[] {
  const text = markdownOfPost(startOfPost(body), /\.mdx$/i.test(path)).replace(address, ']')
  const lines = text.split('\n').map(lettersOf)
  return [...text.split(/\n\s*\n/).map(lettersOf), ...lines.filter(letters => letters.length >= shortestLine)]
}
