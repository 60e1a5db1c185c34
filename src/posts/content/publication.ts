import { entriesAt } from '../headers/header.ts'
import { permalinkOf, type Site } from '../permalinks/permalink.ts'
import type { WholePost } from '../post.ts'
import type { ContentFolder } from './content-folders.ts'

/** A content folder with the site that publishes it. */
export interface Publication {
  folder: ContentFolder
  site: Site
}

/**
 * A post with its own address, where a rule for it is known, what its relative links are relative to, and its tags as
 * the generator of its site reads them.
 */
export function published(post: WholePost, { folder, site }: Publication): WholePost {
  const whole = site.rule?.generator === 'jekyll' ? withWordsAsTags(post) : { ...post }
  const path = post.path.slice(folder.prefix.length)
  const link = permalinkOf(folder.prefix === '' ? post : { ...post, path }, site)
  const base = link?.url ?? site.url
  if (link) whole.link = link
  if (base !== undefined) whole.base = base
  if (site.url !== undefined) whole.home = site.url
  return whole
}

// To Jekyll, `tags: a b` is two tags; to others, one.
function withWordsAsTags(post: WholePost): WholePost {
  const words = (key: 'tags' | 'categories') => {
    const [entry] = entriesAt(post.header, [key])
    const isText = typeof entry?.value === 'string' && !/[,，、]/.test(entry.value)
    return isText ? post[key].flatMap(tag => tag.split(/\s+/)) : post[key]
  }
  return { ...post, tags: words('tags'), categories: words('categories') }
}
