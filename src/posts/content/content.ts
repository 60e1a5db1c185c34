import type { Day } from '../days.ts'
import { untimelyReason } from '../hidden.ts'
import { commonestLanguage, type Language } from '../language.ts'
import { isPost, type NotAPost, type Post } from '../post.ts'
import { joinTranslations } from '../translations.ts'
import { idleExceptions, readContentFolder, realRoot } from './content-folder.ts'
import type { ContentFolder } from './content-folders.ts'
import { leaveOutFolderIndexes } from './folder-indexes.ts'
import { gitDatesOf } from './git-history.ts'
import type { PostCaches } from './post-cache-file.ts'
import type { Publication } from './publication.ts'

export interface ContentOptions {
  today: Day
  /** Of the newsletter; without it, that of most of the posts. */
  language: Language | undefined
  /** Of the posts that are asked for, where that is another one. */
  preferred: string | undefined
  /** Asks git for the days of posts that nothing else dates. */
  usesGit: boolean
  caches: PostCaches
  isApart: (path: string) => boolean
}

export interface Content {
  files: readonly (Post | NotAPost)[]
  /** For which publication each file was read, by its path. */
  origins: ReadonlyMap<string, Publication>
  language: Language
  warnings: readonly string[]
}

/** Reads every file of the content folders, once each: dated, linked, and one post for each group of translations. */
export async function readContent(
  publications: readonly Publication[],
  options: ContentOptions,
): Promise<Content> {
  const { today, usesGit, caches, isApart } = options
  const seen = new Set<string>()
  const origins = new Map<string, Publication>()
  const files: (Post | NotAPost)[] = []
  const folders = publications.map(({ folder }) => folder)
  const warnings = idleExceptions(folders).map(path => `there is no "${path}" to leave out`)
  for (const publication of publications) {
    const { folder } = publication
    const read = await readContentFolder(publication, caches.of(folder), isApart)
    const own = publications.length === 1 ? read : onlyFirst(read, folder, seen)
    for (const { path } of own) origins.set(path, publication)
    if (read.length === 0 && folder.globs.length > 0)
      warnings.push(`nothing in ${folder.written} fits ${folder.globs.map(glob => `"${glob}"`).join(' or ')}`)
    files.push(...(usesGit ? await withGitDates(own, folder, warnings) : own))
  }
  caches.save()
  const posts = leaveOutFolderIndexes(files)
  const language = options.language ?? commonestLanguage(posts.filter(isPost))
  const isShown = (post: Post) => !post.hidden && untimelyReason(post, today) === undefined
  const joined = joinTranslations(posts, options.preferred ?? language, isShown)
  return { files: joined, origins, language, warnings }
}

// Folders may lie in one another, and one folder may have two names.
function onlyFirst(
  files: readonly (Post | NotAPost)[],
  folder: ContentFolder,
  seen: Set<string>,
): (Post | NotAPost)[] {
  const root = realRoot(folder)
  return files.filter(({ path }) => {
    const file = `${root}/${path.slice(folder.prefix.length)}`
    if (seen.has(file)) return false
    seen.add(file)
    return true
  })
}

async function withGitDates(
  files: readonly (Post | NotAPost)[],
  folder: ContentFolder,
  warnings: string[],
): Promise<(Post | NotAPost)[]> {
  if (files.every(file => !isPost(file) || file.date)) return [...files]
  const { days, problem } = await gitDatesOf(folder.root)
  if (problem) warnings.push(problem)
  return files.map(file => {
    const day = isPost(file) && !file.date ? days.get(file.path.slice(folder.prefix.length)) : undefined
    if (!day || !isPost(file)) return file
    const warning = `nothing in the post names a day: ${day} is that of the commit that added it`
    return { ...file, date: { day, from: 'git' }, warnings: [...file.warnings, warning] }
  })
}
