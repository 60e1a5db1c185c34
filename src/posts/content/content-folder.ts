import {
  closeSync,
  type Dirent,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { codeOf, isSystemError, PostError } from '../../errors.ts'
import { isPost, type NotAPost, type Post, type WholePost } from '../post.ts'
import type { readPost } from '../read-post.ts'
import { type ContentFolder, isContent } from './content-folders.ts'
import type { PostCache } from './post-cache-file.ts'
import { type Publication, published } from './publication.ts'
import { findSidecars, readSidecar } from './sidecar-file.ts'

// Small files read in turn are there sooner than through the thread pool; others get their turn between batches.
const filesInTurn = 100

const markdownFile = /\.(md|mdx|markdown|mdown|mkd|mkdn)$/i
const toolFolder = /^\.|^node_modules$/

interface FoundFile {
  /** Relative to the root. */
  path: string
  /** Of the JSON file beside it. */
  sidecar?: string
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
  for (const [at, file] of found.entries()) {
    if (at % filesInTurn === 0) await setImmediate()
    files.push(await readFileOf(publication, file, cache))
  }
  return files
}

/** The folder as the disk has it, so that two names of one folder can be told to be one. */
export function realRoot({ root }: ContentFolder): string {
  try {
    return realpathSync(root)
  } catch {
    return root
  }
}

/** A post with its header and its body, read again; throws a PostError when that cannot be done any more. */
export async function readWholePost(folders: readonly ContentFolder[], post: Post): Promise<WholePost> {
  const { readPost } = await import('../read-post.ts')
  const beside = post.sidecar === undefined ? undefined : readSidecar(fileOf(folders, post, post.sidecar))
  const whole = readPost(post.path, readBytesOf(folders, post), beside)
  if (isPost(whole)) return { ...whole, ...post }
  throw new PostError(`Cannot read the post "${post.path}" any more: ${whole.reason}`)
}

/** The bytes of the file of a post; throws a PostError when they cannot be read. */
export function readBytesOf(folders: readonly ContentFolder[], post: Post): Uint8Array {
  try {
    return readFileSync(fileOf(folders, post))
  } catch (error) {
    throw new PostError(`Cannot read the post "${post.path}" (${codeOf(error)})`, { cause: error })
  }
}

function fileOf(folders: readonly ContentFolder[], { path }: Post, file?: string): string {
  const [folder] = folders
    .filter(({ prefix }) => path.startsWith(prefix))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)
  return join(folder?.root ?? '', file ?? path.slice(folder?.prefix.length))
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

async function readFileOf(
  publication: Publication,
  file: FoundFile,
  cache: PostCache,
): Promise<Post | NotAPost> {
  const { folder } = publication
  const absolute = join(folder.root, file.path)
  const beside = file.sidecar === undefined ? undefined : join(folder.root, file.sidecar)
  const path = folder.prefix + file.path
  try {
    const stamps = [absolute, ...(beside === undefined ? [] : [beside])].map(name => statSync(name))
    const known = cache.find(absolute, path, stamps, () => readFileSync(absolute))
    if (known) return known
    const bytes = readWhole(absolute, stamps[0]?.size ?? 0)
    // Most runs find every post in the cache, and need none of the readers.
    reader ??= await import('../read-post.ts')
    const read = reader.readPost(path, bytes, beside === undefined ? undefined : readSidecar(beside))
    const post = isPost(read) ? inShort(published(read, publication), file.sidecar) : read
    cache.keep(absolute, post, stamps, bytes)
    return post
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { path, reason: `the file cannot be read (${error.code})` }
  }
}

function inShort({ header: _, body: __, ...post }: WholePost, sidecar: string | undefined): Post {
  return sidecar === undefined ? post : { ...post, sidecar }
}

// One piece of memory for thousands of files; none of them is needed when the next one is read.
const shared = Buffer.allocUnsafe(256 * 1024)

function readWhole(path: string, size: number): Uint8Array {
  if (size >= shared.length) return readFileSync(path)
  const file = openSync(path, 'r')
  try {
    const length = readSync(file, shared, 0, shared.length, 0)
    return length < shared.length ? shared.subarray(0, length) : readFileSync(path)
  } finally {
    closeSync(file)
  }
}

let reader: { readPost: typeof readPost } | undefined
