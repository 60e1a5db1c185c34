import { hash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import writeFileAtomic from 'write-file-atomic'
import { codeFolder } from '../../package-file.ts'
import type { NotAPost, Post } from '../post.ts'
import type { ContentFolder } from './content-folders.ts'
import { removeInterruptedWrites } from './interrupted-file.ts'

/** What was read from the files of one content folder before, so that a file that has not changed is not read again. */
export interface PostCache {
  /** What a file was read as, unless it has changed; `read` is asked for its bytes when only they can tell. */
  find(path: string, stamps: readonly Stats[], read: () => Uint8Array): Post | NotAPost | undefined
  /** Remembers what a file was read as; `digest` is the SHA-256 of its bytes if it is young, else empty. */
  keep(post: Post | NotAPost, stamps: readonly Stats[], digest: string): void
  /** True for a file that changed so lately that it may change again and look the same. */
  isYoung(stamps: readonly Stats[]): boolean
}

/** The caches of all content folders, in one file. */
export interface PostCaches {
  /** The cache of a folder; folders that lie in one another may publish one file at different addresses. */
  of(folder: ContentFolder): PostCache
  /** Writes down what was found and kept since they were opened; files that were not asked for are forgotten. */
  save(): void
}

/** Size and times of a file and what lies beside it, and the hash of its bytes if they alone can tell of a change. */
type Known = [stamp: string, digest: string, post: Post | NotAPost]

interface CacheFile {
  version: string
  /** CRC-32 of all that stands below the first line. */
  checksum: number
  /** What is known of the files of each content folder, by how the settings write it. */
  folders: [written: string, files: Known[]][]
}

// File systems count time in steps of up to two seconds: a file may change again within one and look the same.
const stepMs = 2000

/** Remembers nothing. */
export const noCache: PostCache = {
  find: () => undefined,
  keep: () => {},
  isYoung: () => false,
}

/**
 * The caches in a file, which only the same readers of posts take for theirs, with the same settings; one that cannot
 * be read is begun anew. `now` is the time in milliseconds.
 */
export function openPostCaches(path: string, now: () => number, settings: string): PostCaches {
  const readers = versionOfReaders()
  if (readers === undefined) return { of: () => noCache, save: () => {} }
  const version = hash('sha256', readers + settings)
  const before = new Map(readCache(path, version))
  const opened = new Map<string, FolderCache>()
  return {
    of({ written }) {
      const cache = new FolderCache(before.get(written) ?? [], now)
      opened.set(written, cache)
      return cache
    },
    save() {
      const caches = [...opened.values()]
      if (caches.some(({ hasChanged }) => hasChanged) || before.size !== opened.size)
        writeCache(path, version, opened)
    },
  }
}

class FolderCache implements PostCache {
  readonly #before: ReadonlyMap<string, Known>
  readonly #after = new Map<string, Known>()
  readonly #now: () => number
  #hasKept = false

  constructor(known: readonly Known[], now: () => number) {
    this.#before = new Map(known.map(entry => [entry[2].path, entry]))
    this.#now = now
  }

  get files(): Known[] {
    return [...this.#after.values()]
  }

  get hasChanged(): boolean {
    return this.#hasKept || this.#after.size !== this.#before.size
  }

  find(path: string, stamps: readonly Stats[], read: () => Uint8Array): Post | NotAPost | undefined {
    const known = this.#before.get(path)
    if (known?.[0] !== stampOf(stamps)) return undefined
    if (known[1] === '') this.#after.set(path, known)
    else {
      const digest = stamps.length > 1 ? undefined : hash('sha256', read())
      if (digest !== known[1]) return undefined
      this.keep(known[2], stamps, this.isYoung(stamps) ? digest : '')
    }
    return known[2]
  }

  keep(post: Post | NotAPost, stamps: readonly Stats[], digest: string): void {
    this.#after.set(post.path, [stampOf(stamps), digest, post])
    this.#hasKept = true
  }

  isYoung(stamps: readonly Stats[]): boolean {
    return stamps.some(({ mtimeMs, ctimeMs }) => Math.max(mtimeMs, ctimeMs) > this.#now() - stepMs)
  }
}

// What was read by other code may be wrong, and no number that somebody has to count up is as sure as the files.
function versionOfReaders(): string | undefined {
  try {
    const times = readdirSync(codeFolder, { recursive: true, encoding: 'utf8' }).map(name => {
      const { mtimeMs, size } = statSync(join(codeFolder, name))
      return `${name} ${size} ${mtimeMs}`
    })
    return times.join('\n')
  } catch {
    return undefined
  }
}

const stampOf = (stamps: readonly Stats[]): string =>
  stamps.map(({ size, mtimeMs, ctimeMs, ino }) => `${size} ${mtimeMs} ${ctimeMs} ${ino}`).join(' ')

function readCache(path: string, version: string): CacheFile['folders'] {
  try {
    if (!lstatSync(path).isFile()) return []
    const bytes = readFileSync(path)
    const cache: CacheFile = JSON.parse(bytes.toString('latin1'))
    const isWhole = cache.version === version && cache.checksum === crc32(bytes.subarray(bytes.indexOf('\n')))
    return isWhole ? cache.folders : []
  } catch {
    return []
  }
}

// A cache that cannot be written is only slow.
function writeCache(path: string, version: string, caches: ReadonlyMap<string, FolderCache>): void {
  try {
    makeOwnFolder(dirname(path))
    // A link would have another file written over.
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) return
    const folders: CacheFile['folders'] = [...caches].map(([written, { files }]) => [written, files])
    const below = inAscii(`\n"folders":${JSON.stringify(folders)}}`)
    writeFileAtomic.sync(path, `{"version":"${version}","checksum":${crc32(below)},${below}`, {
      fsync: false,
    })
    removeInterruptedWrites(path)
  } catch {}
}

// Text of one byte a character is read in half the time.
const inAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

// Nothing in it belongs into git.
function makeOwnFolder(folder: string): void {
  const ignored = join(folder, '.gitignore')
  if (existsSync(ignored)) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(ignored, '*\n')
}
