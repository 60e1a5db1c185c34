import { readFileSync, statSync } from 'node:fs'
import type { Sidecar } from '../read-post.ts'

const largest = 256 * 1024

/** The names of the JSON files of a folder that go with its posts, by the name of the post. */
export function findSidecars(posts: readonly string[], names: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>()
  if (![...names].some(name => name.endsWith('.json'))) return found
  const ofFolder = posts.length === 1 ? ['.meta.json', 'meta.json'] : []
  for (const post of posts) {
    const stem = post.replace(/\.\w+$/, '')
    const wanted = [`${stem}.json`, `${post}.json`, `${stem}.meta.json`, ...ofFolder]
    const own = wanted.find(name => names.has(name))
    if (own !== undefined) found.set(post, own)
  }
  return found
}

/** The text of the JSON file beside a post, or why it was not read. */
export function readSidecar(path: string): Sidecar {
  if (statSync(path).size > largest)
    return { problem: 'the JSON file beside it is larger than 256 KB, and was not read' }
  return { text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') }
}
