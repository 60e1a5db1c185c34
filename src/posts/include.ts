import { PostError } from '../errors.ts'
import { type Day, parseDay } from './days.ts'
import { isPost, type NotAPost, type Post } from './post.ts'

/** Posts that the editor takes by name: path to the day that they count for, which may be empty. */
export type Included = ReadonlyMap<string, Day>

/**
 * Finds posts that are asked for as `path` or `path=2026-01-16`; `folder` is the content folder as the workspace names
 * it, which a path may begin with. Throws a PostError for what is no post, a UsageError for a day that is none.
 */
export function includedPosts(
  asked: readonly string[],
  files: readonly (Post | NotAPost)[],
  folder: string,
): Included {
  return new Map(
    asked.map(text => {
      const whole = findFile(text, files, folder)
      const cut = whole ? text.length : text.lastIndexOf('=')
      const path = cut < 0 ? text : text.slice(0, cut)
      const day = text.slice(path.length + 1)
      return [postOf(path, whole ?? findFile(path, files, folder)).path, day && parseDay(day)]
    }),
  )
}

function findFile(
  written: string,
  files: readonly (Post | NotAPost)[],
  folder: string,
): Post | NotAPost | undefined {
  const path = written.replaceAll('\\', '/').replace(/^\.\//, '')
  const inFolder = (file: Post | NotAPost) => `${folder.replace(/\/$/, '')}/${file.path}`
  return files.find(file => file.path === written || file.path === path || inFolder(file) === path)
}

function postOf(written: string, file: Post | NotAPost | undefined): Post {
  if (file && isPost(file)) return file
  if (file) throw new PostError(`"${written}" cannot be included: ${file.reason}`)
  throw new PostError(`There is no post "${written}" to include`, {
    wayOut: 'Write its path as "masthead posts" lists it.',
  })
}
