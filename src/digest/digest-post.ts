import type { Root } from 'mdast'
import { parsePost, plainText } from '../posts/markdown/markdown.ts'
import { startOfPost } from '../posts/markdown/tame-markdown.ts'
import type { WholePost } from '../posts/post.ts'
import { type Cover, coverOf } from './cover.ts'
import { citationsOf, originsOf, type Source } from './sources.ts'
import { type Story, storiesOf } from './stories.ts'
import { authorsSummaryOf, summaryOf } from './summary.ts'

/** What an issue tells of a post. */
export interface Digest {
  /** The post's own address, else that of the one text that it comes from. */
  link?: string
  summary: string
  /** The author wrote the summary. */
  isAuthors?: true
  /** The name of the language model that wrote the summary. */
  summarizedBy?: string
  stories: readonly Story[]
  /** Where the whole post comes from; the sources of stories stand with the stories. */
  sources: readonly Source[]
  cover?: Cover
}

/** Reads a post: its summary, its stories, and where they come from. */
export function digestPost(post: WholePost): Digest {
  const root = withoutTitle(parsePost(startOfPost(post.body), post.path), post.title)
  const stories = storiesOf(root)
  const permalink = post.link?.url
  const told = new Set([...stories.flatMap(story => story.sources.map(source => source.url)), permalink])
  const origins = originsOf(post, root).filter(({ url }) => !told.has(url))
  const cited = stories.length > 0 ? [] : citationsOf(root).filter(({ url }) => !told.has(url))
  const link = permalink ?? origins[0]?.url
  const cover = coverOf(post, root)
  const opening = stories.length > 0 ? aboveHeadings(root) : root
  return {
    ...(link && { link }),
    summary: summaryOf(post, opening),
    ...(authorsSummaryOf(post, opening) !== '' && { isAuthors: true }),
    stories,
    sources: eachOnce([...origins, ...cited]),
    ...(cover && { cover }),
  }
}

const eachOnce = (sources: readonly Source[]): Source[] =>
  sources.filter(({ url }, at) => sources.findIndex(other => other.url === url) === at)

// What a digest says as a whole stands above its stories.
function aboveHeadings(root: Root): Root {
  const heading = root.children.findIndex(block => block.type === 'heading')
  return heading < 0 ? root : { ...root, children: root.children.slice(0, heading) }
}

function withoutTitle(root: Root, title: string): Root {
  const [first, ...rest] = root.children
  const isText = first?.type === 'heading' || first?.type === 'paragraph'
  return isText && plainText(first) === title ? { ...root, children: rest } : root
}
