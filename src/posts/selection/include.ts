import { PostError } from '../../errors.ts'
import type { ContentFolder } from '../content/content-folders.ts'
import { type Day, parseDay } from '../days.ts'
import { isPost, type NotAPost, type Post } from '../post.ts'

/** Posts that the editor takes by name: path to the day that they count for, which may be empty. */
export type Included = ReadonlyMap<string, Day>

/**
 * Finds posts that are asked for as `path` or `path=2026-01-16`; a path may begin with the content folder, as the
 * settings write it. Throws a PostError for what is no post, a UsageError for a day that is none.
 */
export function includedPosts(
  asked: readonly string[],
  files: readonly (Post | NotAPost)[],
  folders: readonly ContentFolder[],
): Included {
  return new Map(
    asked.map(text => {
      const whole = findFile(text, files, folders)
      const cut = whole ? text.length : text.lastIndexOf('=')
      const path = cut < 0 ? text : text.slice(0, cut)
      const day = text.slice(path.length + 1)
      return [postOf(path, whole ?? findFile(path, files, folders)).path, path === text ? '' : parseDay(day)]
    }),
  )
}

/** The post that `path` names; throws a PostError where there is none, or the file is no post. */
export const namedPost = (
  path: string,
  files: readonly (Post | NotAPost)[],
  folders: readonly ContentFolder[],
): Post => postOf(path, findFile(path, files, folders))

function findFile(
  written: string,
  files: readonly (Post | NotAPost)[],
  folders: readonly ContentFolder[],
): Post | NotAPost | undefined {
  const path = written.replaceAll('\\', '/').replace(/^\.\//, '')
  const isNamed = (file: Post | NotAPost) => namesOf(file, folders).includes(path)
  return files.find(file => file.path === written || file.path === path) ?? files.find(isNamed)
}

// Relative to its folder, below the folder as the settings write it, and from the root of the disk.
const namesOf = ({ path }: Post | NotAPost, folders: readonly ContentFolder[]): string[] =>
  folders
    .filter(({ prefix }) => path.startsWith(prefix))
    .map(({ prefix, written, root }) => ({ below: path.slice(prefix.length), written, root }))
    .flatMap(({ below, written, root }) => [`${written}/${below}`, `${root}/${below}`, below])

function postOf(written: string, file: Post | NotAPost | undefined): Post {
  if (file && isPost(file)) return file
  if (file) throw new PostError(`"${written}" is no post: ${file.reason}`)
  throw new PostError(`There is no post "${written}"`, {
    wayOut: 'Write its path as "masthead posts" lists it.',
  })
}
