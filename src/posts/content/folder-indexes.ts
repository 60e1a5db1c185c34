import { isFolderIndex } from '../pages.ts'
import { isPost, type NotAPost, type Post } from '../post.ts'

/** Leaves out `index.md` where it has no day and other posts lie in or below its folder: it is the list of them. */
export function leaveOutFolderIndexes(files: readonly (Post | NotAPost)[]): (Post | NotAPost)[] {
  const undated = files.filter(isPost).filter(post => !post.date && !post.hidden && isFolderIndex(post.path))
  if (undated.length === 0) return [...files]
  const counts = countByFolder(files.filter(isPost))
  const lists = new Set(
    undated.filter(post => (counts.get(folderOf(post.path)) ?? 0) > variants(post, undated)),
  )
  return files.map(file =>
    isPost(file) && lists.has(file) ? { ...file, hidden: 'a page about its folder, not a post' } : file,
  )
}

// The same index in other languages is no list of posts.
const variants = (post: Post, indexes: readonly Post[]): number =>
  indexes.filter(other => folderOf(other.path) === folderOf(post.path)).length

function countByFolder(posts: readonly Post[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { path } of posts)
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
      if (folder === '') break
    }
  return counts
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
