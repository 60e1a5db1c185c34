import { type Digest, digestPost } from '../../src/digest/digest-post.ts'
import type { SummaryLength } from '../../src/digest/summaries/ranking/best-sentences.ts'
import { isPost } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'

/** The digest of a post, as its file says it; nothing for a file that is no post. */
export function digestOf(
  file: string | Uint8Array,
  path = 'x.md',
  length?: SummaryLength,
): Digest | undefined {
  const post = readPost(path, typeof file === 'string' ? Buffer.from(file) : file)
  return isPost(post) ? digestPost(post, length) : undefined
}

/** A text without the lines of its header that give its summary. */
export const withoutSummary = (text: string): string =>
  text.replace(
    /^["']?(?:summary|description|excerpt|abstract|desc|spoiler|摘要)["']?\s*[:=].*\n(?:[ \t]+.*\n)*/gim,
    '',
  )
