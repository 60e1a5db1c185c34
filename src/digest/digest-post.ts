import type { Root } from 'mdast'
import { parsePost, plainText } from '../posts/markdown/markdown.ts'
import { startOfPost } from '../posts/markdown/tame-markdown.ts'
import type { WholePost } from '../posts/post.ts'
import { type Cover, coverOf } from './cover.ts'
import { sourcesOf } from './sources/post-sources.ts'
import type { Source } from './sources/source.ts'
import { pointsOf, type Story, storiesOf } from './stories.ts'
import type { SummaryLength } from './summaries/ranking/best-sentences.ts'
import type { RecurringText } from './summaries/recurring-text.ts'
import { joinSentences } from './summaries/sentences.ts'
import { summaryOf } from './summaries/summary.ts'

/** What an issue tells of a post. */
export interface Digest {
  /** The post's own address, else that of the one text that it comes from. */
  link?: string
  summary: string
  /** How the text of the post begins, in plain words; absent where it has none. */
  opening?: string
  /** The author wrote the summary. */
  isAuthors?: true
  /** The name of the language model that wrote the summary. */
  summarizedBy?: string
  /** The stories of a digest post, the points of a list post, or the key points of another. */
  stories: readonly Story[]
  /** Where the whole post comes from, and what it cites beside its stories. */
  sources: readonly Source[]
  /** The first of `sources`, where the post is a translation or a copy of another text. */
  origin?: Source
  cover?: Cover
}

/** Reads a post: its summary, its stories, and where they come from; what it shares with other posts sums up none. */
export function digestPost(
  post: WholePost,
  length: SummaryLength = 'normal',
  recurring: RecurringText = new Set(),
): Digest {
  const root = withoutTitle(parsePost(startOfPost(post.body), post.path), post.title)
  const told = storiesOf(root, post.title)
  const { stories, origin, citations, ownAddress } = sourcesOf(post, root, told.stories)
  const link = post.link?.url ?? ownAddress ?? origin?.url
  const cover = coverOf(post, root)
  // What a digest says as a whole stands above its stories.
  const whole = { ...root, children: root.children.slice(0, told.start) }
  const { summary, keyPoints, isAuthors } = summaryOf(post, whole, length, recurring)
  const points = pointsOf(root, post.title)
  const asStories = keyPoints.map((sentence): Story => ({ headline: '', sentence, sources: [] }))
  const opening = openingOf(root)
  return {
    ...(link && { link }),
    summary,
    ...(opening && { opening }),
    ...(isAuthors && { isAuthors }),
    stories: [stories, points, asStories].find(({ length: count }) => count > 0) ?? [],
    sources: origin ? [origin, ...citations] : citations,
    ...(origin && { origin }),
    ...(cover && { cover }),
  }
}

/** What a digest says in short: its summary, else the headlines of its stories. */
export const toldBy = ({ summary, stories }: Digest): string =>
  summary || joinSentences(stories.map(({ headline, sentence }) => headline || sentence))

/** In characters. */
const longestOpening = 600

function openingOf({ children }: Root): string {
  let opening = ''
  for (const block of children) {
    if (opening.length >= longestOpening) break
    opening = `${opening} ${plainText(block)}`.trim()
  }
  return opening.slice(0, longestOpening)
}

function withoutTitle(root: Root, title: string): Root {
  const [first, ...rest] = root.children
  const isText = first?.type === 'heading' || first?.type === 'paragraph'
  return isText && plainText(first) === title ? { ...root, children: rest } : root
}
