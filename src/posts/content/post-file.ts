import { hash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from '../../errors.ts'
import { isPost, type NotAPost, type Post, type WholePost } from '../post.ts'
import { readPost } from '../read-post.ts'
import { type Publication, published } from './publication.ts'
import { readSidecar } from './sidecar-file.ts'

/** A file that is to be read. */
export interface UnreadFile {
  /** Relative to the root of its folder. */
  path: string
  /** Of the JSON file beside it. */
  sidecar?: string
  /** In bytes. */
  size: number
  /** Changed so lately that only its content tells whether it has changed again. */
  isYoung: boolean
}

/** What a file was read as, and the SHA-256 of its bytes if it is young. */
export interface ReadFile {
  post: Post | NotAPost
  digest: string
}

/** Reads one file of a content folder: a post, or the reason why it is none. */
export function readPostFile(publication: Publication, file: UnreadFile): ReadFile {
  const { root, prefix } = publication.folder
  const path = prefix + file.path
  try {
    const bytes = readWhole(join(root, file.path), file.size)
    const beside = file.sidecar === undefined ? undefined : readSidecar(join(root, file.sidecar))
    const read = readPost(path, bytes, beside)
    const post = isPost(read) ? inShort(published(read, publication), file.sidecar) : read
    return { post, digest: file.isYoung ? hash('sha256', bytes) : '' }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { post: { path, reason: `the file cannot be read (${error.code})` }, digest: '' }
  }
}

function inShort(
  { header: _, body: __, base: ___, home: ____, ...post }: WholePost,
  sidecar: string | undefined,
): Post {
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
