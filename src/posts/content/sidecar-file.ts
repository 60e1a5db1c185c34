import { readFileSync, statSync } from 'node:fs'

const largest = 256 * 1024

/** The name of the JSON file that goes with a post, among the names of its folder. */
export function findSidecar(post: string, names: ReadonlySet<string>): string | undefined {
  const stem = post.replace(/\.\w+$/, '')
  const own = [`${stem}.json`, `${post}.json`, `${stem}.meta.json`].find(name => names.has(name))
  if (own !== undefined) return own
  const posts = [...names].filter(name => /\.(md|mdx|markdown)$/i.test(name))
  return posts.length === 1 ? ['.meta.json', 'meta.json'].find(name => names.has(name)) : undefined
}

/** The text of the JSON file beside a post; nothing for one that is too large to be about a post. */
export const readSidecar = (path: string): string | undefined =>
  statSync(path).size > largest ? undefined : readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
