import { digestPost } from '../../src/digest/digest-post.ts'
import { contentFolders } from '../../src/posts/content/content-folders.ts'
import { published } from '../../src/posts/content/publication.ts'
import { isPost } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import type { MarkedPost, MarkedSource } from './marked-posts.ts'

/** How many sources were found that are some, that are none, and how many were not found. */
export interface Score {
  right: number
  wrong: readonly string[]
  missed: readonly string[]
}

/** What of a post was found, against what is marked; address, role and story must all be the same. */
export function scoreOf(posts: readonly MarkedPost[], counts = (_: MarkedSource) => true): Score {
  const perPost = posts.map(post => {
    const line = (source: MarkedSource) =>
      `${post.name}: ${source.role}${source.story === undefined ? '' : ` of "${source.story}"`} ${source.url}`
    const wanted = post.sources.filter(counts).map(line)
    const found = foundIn(post).filter(counts).map(line)
    return {
      right: found.filter(source => wanted.includes(source)).length,
      wrong: found.filter(source => !wanted.includes(source)),
      missed: wanted.filter(source => !found.includes(source)),
    }
  })
  return {
    right: perPost.reduce((sum, { right }) => sum + right, 0),
    wrong: perPost.flatMap(({ wrong }) => wrong),
    missed: perPost.flatMap(({ missed }) => missed),
  }
}

/** Percent of what was found that is right, and of what is right that was found. */
export const precision = ({ right, wrong }: Score): number => percent(right, right + wrong.length)
export const recall = ({ right, missed }: Score): number => percent(right, right + missed.length)

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole)

function foundIn({ name, text }: MarkedPost): MarkedSource[] {
  const post = readPost('post.md', Buffer.from(text))
  if (!isPost(post)) throw new Error(`${name}: ${post.reason}`)
  const [folder] = contentFolders(['content'], '/')
  const { origin, sources, stories } = digestPost(folder ? published(post, { folder, site: {} }) : post)
  return [
    ...sources.map(source => ({ role: roleOf(source === origin), url: source.url })),
    ...stories.flatMap(story =>
      story.sources.map(({ url }) => ({ role: 'citation' as const, url, story: story.headline })),
    ),
  ]
}

const roleOf = (isOrigin: boolean): MarkedSource['role'] => (isOrigin ? 'origin' : 'citation')
