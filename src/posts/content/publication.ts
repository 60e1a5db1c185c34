import { permalinkOf, type Site } from '../permalinks/permalink.ts'
import type { Post } from '../post.ts'
import type { ContentFolder } from './content-folders.ts'

/** A content folder with the site that publishes it. */
export interface Publication {
  folder: ContentFolder
  site: Site
}

/** A post with its own address, where a rule for it is known, and what its relative links are relative to. */
export function published(post: Post, { folder, site }: Publication): Post {
  const link = permalinkOf({ ...post, path: post.path.slice(folder.prefix.length) }, site)
  const base = link?.url ?? site.url
  return { ...post, ...(link && { link }), ...(base && { base }) }
}
