import {
  type Dirent,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { codeOf, isSystemError, PostError } from '../../errors.ts'
import { isPost, type NotAPost, type Post, type WholePost } from '../post.ts'
import { type ContentFolder, isContent, isGlob } from './content-folders.ts'
import type { PostCache } from './post-cache-file.ts'
import type { UnreadFile } from './post-file.ts'
import { type Publication, published } from './publication.ts'
import { findSidecars, readSidecar } from './sidecar-file.ts'

// Small files read in turn are there sooner than through the thread pool, and sooner than in two threads, each of which
// has to load the readers; others get their turn between batches.
const filesInTurn = 100

const largest = 16 * 1024 * 1024
const markdownFile = /\.(md|mdx|markdown|mdown|mkd|mkdn)$/i
const toolFolder = /^\.|^node_modules$/

interface FoundFile {
  /** Relative to the root. */
  path: string
  /** Of the JSON file beside it. */
  sidecar?: string
}

interface Unread extends UnreadFile {
  stamps: Stats[]
}

/**
 * Reads every file of a content folder: each comes out as a post, or with the reason why it is none. `isApart` tells of
 * folders, by their absolute path, that belong to the program.
 */
export async function readContentFolder(
  publication: Publication,
  cache: PostCache,
  isApart: (path: string) => boolean = () => false,
): Promise<(Post | NotAPost)[]> {
  const { folder } = publication
  const files: (Post | NotAPost)[] = []
  const found: FoundFile[] = []
  for (const file of walk(folder, '', isApart)) {
    if ('reason' in file) files.push({ ...file, path: folder.prefix + file.path })
    else found.push(file)
  }
  const looked = found.map(file => lookUp(folder, file, cache))
  for (const [at, file] of looked.entries()) {
    if (at % filesInTurn === 0) await setImmediate()
    files.push('stamps' in file ? await readAnew(publication, file, cache) : file)
  }
  return files
}

async function readAnew(
  publication: Publication,
  { stamps, ...file }: Unread,
  cache: PostCache,
): Promise<Post | NotAPost> {
  // Most runs find every post in the cache, and need none of the readers.
  readers ??= await import('./post-file.ts')
  const { post, digest } = readers.readPostFile(publication, file)
  cache.keep(post, stamps, digest)
  return post
}

let readers: typeof import('./post-file.ts') | undefined

/** The folder as the disk has it, so that two names of one folder can be told to be one. */
export function realRoot({ root }: ContentFolder): string {
  try {
    return realpathSync(root)
  } catch {
    return root
  }
}

/** Of the paths that are to be left out, those that lie in none of the folders; globs are not looked into. */
export function idleExceptions(folders: readonly ContentFolder[]): string[] {
  const lies = ({ root, except }: ContentFolder, at: number) => existsSync(join(root, except[at] ?? ''))
  const written = folders[0]?.except ?? []
  return written.filter((path, at) => !isGlob(path) && !folders.some(folder => lies(folder, at)))
}

/** A post with its header and its body, read again; throws a PostError when that cannot be done any more. */
export async function readWholePost(publication: Publication, post: Post): Promise<WholePost> {
  const { readPost } = await import('../read-post.ts')
  const { root } = publication.folder
  const beside = post.sidecar === undefined ? undefined : readSidecar(join(root, post.sidecar))
  const whole = readPost(post.path, readBytesOf(publication, post), beside)
  if (isPost(whole)) return { ...published(whole, publication), ...post }
  throw new PostError(`Cannot read the post "${post.path}" any more: ${whole.reason}`)
}

/** The bytes of the file of a post; throws a PostError when they cannot be read. */
export function readBytesOf({ folder }: Publication, post: Post): Uint8Array {
  const { root, prefix } = folder
  try {
    return readFileSync(join(root, post.path.slice(prefix.length)))
  } catch (error) {
    throw new PostError(`Cannot read the post "${post.path}" (${codeOf(error)})`, { cause: error })
  }
}

function* walk(
  folder: ContentFolder,
  under: string,
  isApart: (path: string) => boolean,
): Generator<FoundFile | NotAPost> {
  const entries = listFolder(folder, under)
  if ('reason' in entries) return yield entries
  const names = new Set(entries.filter(entry => entry.isFile()).map(({ name }) => name))
  const sidecars = findSidecars(
    [...names].filter(name => markdownFile.test(name)),
    names,
  )
  const beside = new Set(sidecars.values())
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = under + entry.name
    if (entry.isDirectory()) {
      const reason = apartReason(entry.name, join(folder.root, path), isApart)
      if (reason) yield { path: `${path}/`, reason }
      else yield* walk(folder, `${path}/`, isApart)
    } else if (!isContent(folder, path)) continue
    else if (!entry.isFile()) yield { path, reason: 'a link or a device, which is not followed' }
    else if (beside.has(entry.name)) yield { path, reason: 'goes with the post beside it' }
    else if (!markdownFile.test(entry.name)) yield { path, reason: 'not a Markdown file' }
    else {
      const sidecar = sidecars.get(entry.name)
      yield sidecar ? { path, sidecar: under + sidecar } : { path }
    }
  }
}

function apartReason(name: string, path: string, isApart: (path: string) => boolean): string | undefined {
  if (toolFolder.test(name)) return 'a folder of tools, not of posts'
  return isApart(path) ? 'a folder of Masthead, not of posts' : undefined
}

const wayOuts: Record<string, string> = {
  ENOENT: 'Name another one as "content" in masthead.yaml, or make a workspace with "masthead init".',
  ENOTDIR: 'It is a file: name its folder as "content" in masthead.yaml, or a glob such as posts/*.md.',
}

function listFolder({ root, written }: ContentFolder, under: string): Dirent[] | NotAPost {
  try {
    return readdirSync(join(root, under), { withFileTypes: true })
  } catch (error) {
    if (under) return { path: under, reason: `the folder cannot be opened (${codeOf(error)})` }
    throw new PostError(`Cannot open the content folder "${written}", which is ${root} (${codeOf(error)})`, {
      wayOut: wayOuts[codeOf(error)] ?? 'Give yourself the right to read it.',
      cause: error,
    })
  }
}

/** What the cache has of a file, or how it is to be read. */
function lookUp(folder: ContentFolder, file: FoundFile, cache: PostCache): Post | NotAPost | Unread {
  // Thousands of names: join would take as long to tidy them as the disk to look them up.
  const absolute = `${folder.root}/${file.path}`
  const path = folder.prefix + file.path
  try {
    const names = file.sidecar === undefined ? [absolute] : [absolute, `${folder.root}/${file.sidecar}`]
    const stamps = names.map(name => statSync(name))
    if ((stamps[0]?.size ?? 0) > largest) return { path, reason: 'larger than 16 MB, which no post is' }
    const known = cache.find(path, stamps, () => readFileSync(absolute))
    return known ?? { ...file, size: stamps[0]?.size ?? 0, isYoung: cache.isYoung(stamps), stamps }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { path, reason: `the file cannot be read (${error.code})` }
  }
}
