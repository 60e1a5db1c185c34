import type { Entry } from './entry.ts'
import { differInNumbers, likeness, shinglesOf } from './likeness.ts'

/** What titles and texts must have at least: in letters, in letters, and as a share. */
const least = { title: 12, slug: 12, likeness: 0.5 }

/** True for two posts of one title, punctuation aside, that share a key point or half of their summaries, and no figure of which the other contradicts. */
export function isSameTextByTitle(a: Entry, b: Entry): boolean {
  const title = lettersOf(a.title)
  if (title.length < least.title || title !== lettersOf(b.title)) return false
  if (differInNumbers(a.digest.summary, b.digest.summary)) return false
  const points = new Set(a.digest.stories.map(({ sentence }) => lettersOf(sentence)))
  const isShared = b.digest.stories.some(({ sentence }) => {
    const letters = lettersOf(sentence)
    return letters.length >= least.title && points.has(letters)
  })
  return isShared || likeness(shinglesOf(a.digest.summary), shinglesOf(b.digest.summary)) >= least.likeness
}

/** True where one post names a page as its origin, and the other, which has no address, stands under the path of that page. */
export const isOriginByPath = (a: Entry, b: Entry): boolean => isAtOrigin(a, b) || isAtOrigin(b, a)

function isAtOrigin({ digest, post }: Entry, { digest: { origin } }: Entry): boolean {
  if (digest.link !== undefined || !origin || !URL.canParse(origin.url)) return false
  const page = endOf(new URL(origin.url).pathname)
  return page.length === 2 && (page[1]?.length ?? 0) >= least.slug && page.join('/') === endOf(post).join('/')
}

// Folder and name, as most sites make addresses of them.
const endOf = (path: string): string[] =>
  path
    .replace(/\.(?:md|mdx|markdown|html?)$/i, '')
    .split('/')
    .filter(name => name !== '' && name !== 'index' && name !== '_index')
    .slice(-2)

const lettersOf = (text: string): string =>
  text
    .slice(0, 2000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
