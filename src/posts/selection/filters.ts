import { fits } from '../content/content-folders.ts'
import { isInLanguage } from '../language.ts'
import type { Post } from '../post.ts'

/** Which posts of a window are wanted: of several values of one kind, any; of several kinds, all. */
export interface Filters {
  categories?: readonly string[]
  tags?: readonly string[]
  /** Language tags; `zh` is both ways of writing Chinese. */
  languages?: readonly string[]
  /** Paths, folders or globs. */
  exclude?: readonly string[]
  /** At most so many posts, the newest ones. */
  limit?: number
}

/** Why a post is not wanted, as words that follow "left out:". */
export function filterReason(
  post: Post,
  { categories, tags, languages, exclude }: Filters,
): string | undefined {
  const glob = exclude?.find(pattern => fits(post.path, pattern.replace(/^\.\//, '').replace(/\/$/, '')))
  if (glob !== undefined) return `excluded by "${glob}"`
  if (categories?.length && !hasAny(post.categories, categories))
    return `not of category ${listed(categories)}`
  if (tags?.length && !hasAny(post.tags, tags)) return `not tagged ${listed(tags)}`
  const isWanted = !languages?.length || languages.some(wanted => isInLanguage(post.language, wanted))
  return isWanted ? undefined : `in ${post.language}, not in ${listed(languages)}`
}

const hasAny = (own: readonly string[], wanted: readonly string[]): boolean => {
  const names = new Set(own.map(folded))
  return wanted.some(name => names.has(folded(name)))
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase()
const listed = (names: readonly string[]): string => names.map(name => `"${name}"`).join(' or ')
