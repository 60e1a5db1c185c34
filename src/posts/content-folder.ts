import { type Dirent, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { codeOf, isSystemError, PostError } from '../errors.ts'
import type { Day } from './days.ts'
import type { NotAPost, Post } from './post.ts'
import { notAPostByName, readBody, readPost } from './read-post.ts'

// Small files read in turn are there sooner than through the thread pool; others get their turn between batches.
const filesInTurn = 100

/** Reads every file under the content folder: each comes out as a post, or with the reason why it is none. */
export async function readContentFolder(folder: string, today: Day): Promise<(Post | NotAPost)[]> {
  const files: (Post | NotAPost)[] = []
  const paths: string[] = []
  for await (const found of walk(folder, '')) {
    if (typeof found === 'string') paths.push(found)
    else files.push(found)
  }
  for (const [at, path] of paths.entries()) {
    if (at % filesInTurn === 0) await setImmediate()
    files.push(readFileOf(folder, path, today))
  }
  return files
}

/** The Markdown below the header of one post, with `\n` line ends. */
export function readBodyOf(folder: string, { path }: Post): string {
  try {
    return readBody(readFileSync(join(folder, path)))
  } catch (error) {
    throw new PostError(`Cannot read the post "${path}" (${codeOf(error)})`, { cause: error })
  }
}

async function* walk(folder: string, under: string): AsyncGenerator<string | NotAPost> {
  const entries = await listFolder(folder, under)
  if ('reason' in entries) return yield entries
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = under + entry.name
    if (entry.isDirectory() && /^\.|^node_modules$/.test(entry.name)) {
      yield { path: `${path}/`, reason: 'a folder of tools, not of posts' }
    } else if (entry.isDirectory()) yield* walk(folder, `${path}/`)
    else if (!entry.isFile()) yield { path, reason: 'a link or a device, which is not followed' }
    else yield path
  }
}

async function listFolder(folder: string, under: string): Promise<Dirent[] | NotAPost> {
  try {
    return await readdir(join(folder, under), { withFileTypes: true })
  } catch (error) {
    if (under) return { path: under, reason: `the folder cannot be opened (${codeOf(error)})` }
    throw new PostError(`Cannot open the content folder "${folder}" (${codeOf(error)})`, {
      wayOut:
        codeOf(error) === 'ENOENT'
          ? 'Name another one as "content" in masthead.yaml, or make a workspace with "masthead init".'
          : 'Give yourself the right to read it.',
      cause: error,
    })
  }
}

function readFileOf(folder: string, path: string, today: Day): Post | NotAPost {
  const reason = notAPostByName(path)
  if (reason) return { path, reason }
  try {
    return readPost(path, readFileSync(join(folder, path)), today)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { path, reason: `the file cannot be read (${error.code})` }
  }
}
