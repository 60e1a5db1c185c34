import { contradict, type Wording, wordingOf } from './contradiction.ts'
import type { Entry } from './entry.ts'
import { differInNumbers, likeness, shinglesOf } from './likeness.ts'

/** What titles and parts of addresses must have at least, in letters, and two openings in common, as a share. */
const least = { title: 4, slug: 12, opening: 0.7, copy: 0.95 }

/** True for two posts of one title, punctuation aside, that open in nearly the same words, and have no figure of which the other contradicts. */
export function isSameTextByTitle(a: Entry, b: Entry): boolean {
  const title = lettersOf(a.title)
  return (
    title.length >= least.title &&
    title === lettersOf(b.title) &&
    a.digest.opening !== undefined &&
    b.digest.opening !== undefined &&
    !differInNumbers(a.digest.summary, b.digest.summary) &&
    !differInOpening(a, b)
  )
}

/** True for two posts whose openings are known, and are not nearly the same or contradict each other. */
export function differInOpening(a: Entry, b: Entry): boolean {
  const [first, second] = [openingOf(a), openingOf(b)]
  if (!first || !second) return false
  const alike = likeness(first.shingles, second.shingles)
  // Whoever copies a text may mend a word of it.
  if (alike >= least.copy) return differInNumbers(first.wording.written, second.wording.written)
  return alike < least.opening || contradict(first.wording, second.wording)
}

const openings = new WeakMap<Entry, { shingles: ReadonlySet<string>; wording: Wording }>()

function openingOf(entry: Entry) {
  const { opening } = entry.digest
  if (opening === undefined) return undefined
  const known = openings.get(entry) ?? { shingles: shinglesOf(opening), wording: wordingOf('', opening) }
  openings.set(entry, known)
  return known
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
