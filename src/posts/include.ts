import { PostError } from '../errors.ts'
import type { Day } from './days.ts'
import { isPost, type NotAPost, type Post } from './post.ts'

/** Posts that the editor takes by name: path to the day that they count for, which may be empty. */
export type Included = ReadonlyMap<string, Day>

/**
 * Finds posts that are asked for as `path` or `path=2026-01-16`; `folder` is the content folder as the workspace names
 * it, which a path may begin with. Throws a PostError for what is no post.
 */
export function includedPosts(
  asked: readonly string[],
  files: readonly (Post | NotAPost)[],
  folder: string,
): Included {
  return new Map(
    asked.map(text => {
      const [, written = text, day = ''] = /^(.*?)(?:=(\d{4}-\d{2}-\d{2}))?$/.exec(text) ?? []
      return [findPost(written, files, folder).path, day]
    }),
  )
}

function findPost(written: string, files: readonly (Post | NotAPost)[], folder: string): Post {
  const path = written.replaceAll('\\', '/').replace(/^\.\//, '')
  const file = files.find(
    candidate => candidate.path === path || `${folder.replace(/\/$/, '')}/${candidate.path}` === path,
  )
  if (file && isPost(file)) return file
  if (file) throw new PostError(`"${written}" cannot be included: ${file.reason}`)
  throw new PostError(`There is no post "${written}" to include`, {
    wayOut: 'Write its path as "masthead posts" lists it.',
  })
}
