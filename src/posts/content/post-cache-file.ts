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
import writeFileAtomic from 'write-file-atomic'
import { isPost, type NotAPost, type Post } from '../post.ts'

/** What was read from files before, so that a file that has not changed is not read again. */
export interface PostCache {
  /** What a file was read as, unless it has changed; `read` is asked for its bytes when only they can tell. */
  find(path: string, stamps: readonly Stats[], read: () => Uint8Array): Post | NotAPost | undefined
  /** Remembers what a file was read as; `digest` is the SHA-256 of its bytes if it is young, else empty. */
  keep(post: Post | NotAPost, stamps: readonly Stats[], digest: string): void
  /** True for a file that changed so lately that it may change again and look the same. */
  isYoung(stamps: readonly Stats[]): boolean
  /** Writes down what was found and kept since it was opened; files that were not asked for are forgotten. */
  save(): void
}

/** Size and times of a file and what lies beside it, and the hash of its bytes if they alone can tell of a change. */
type Known = [stamp: string, digest: string, post: Post | NotAPost]

// File systems count time in steps of up to two seconds: a file may change again within one and look the same.
const stepMs = 2000

/** Remembers nothing. */
export const noCache: PostCache = {
  find: () => undefined,
  keep: () => {},
  isYoung: () => false,
  save: () => {},
}

/**
 * The cache in a file, which only the same readers of posts take for theirs, with the same settings; one that cannot be
 * read is begun anew. `now` is the time in milliseconds.
 */
export function openPostCache(path: string, now: () => number, settings: string): PostCache {
  const readers = versionOfReaders()
  if (readers === undefined) return noCache
  const version = hash('sha256', readers + settings)
  const before = readCache(path, version)
  const after = new Map<string, Known>()
  let hasChanged = false
  const isYoung = (stamps: readonly Stats[]) =>
    stamps.some(({ mtimeMs, ctimeMs }) => Math.max(mtimeMs, ctimeMs) > now() - stepMs)
  const keep = (post: Post | NotAPost, stamps: readonly Stats[], digest: string) => {
    after.set(post.path, [stampOf(stamps), digest, post])
    hasChanged = true
  }
  return {
    keep,
    isYoung,
    find(path, stamps, read) {
      const known = before.get(path)
      if (known?.[0] !== stampOf(stamps) || !isSound(known[2])) return undefined
      if (known[1] === '') after.set(path, known)
      else {
        const digest = stamps.length > 1 ? undefined : hash('sha256', read())
        if (digest !== known[1]) return undefined
        keep(known[2], stamps, isYoung(stamps) ? digest : '')
      }
      return known[2]
    },
    save() {
      if (hasChanged || after.size !== before.size) writeCache(path, version, after)
    },
  }
}

// What was read by other code may be wrong, and no number that somebody has to count up is as sure as the files.
function versionOfReaders(): string | undefined {
  const folder = join(import.meta.dirname, '..')
  try {
    const times = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => {
      const { mtimeMs, size } = statSync(join(folder, name))
      return `${name} ${size} ${mtimeMs}`
    })
    return times.join('\n')
  } catch {
    return undefined
  }
}

// A damaged entry is read anew, as a damaged file is.
const isSound = (file: Post | NotAPost): boolean =>
  isPost(file)
    ? isText(file.title) &&
      isText(file.language) &&
      (file.date === undefined || isText(file.date?.day)) &&
      Array.isArray(file.tags) &&
      Array.isArray(file.categories) &&
      Array.isArray(file.authors) &&
      Array.isArray(file.warnings)
    : isText(file.reason)

const isText = (value: unknown): boolean => typeof value === 'string'

const stampOf = (stamps: readonly Stats[]): string =>
  stamps.map(({ size, mtimeMs, ctimeMs, ino }) => `${size} ${mtimeMs} ${ctimeMs} ${ino}`).join(' ')

function readCache(path: string, version: string): Map<string, Known> {
  try {
    if (!lstatSync(path).isFile()) return new Map()
    const cache: { version: string; files: Known[] } = JSON.parse(readFileSync(path, 'latin1'))
    return cache.version === version ? new Map(cache.files.map(known => [known[2].path, known])) : new Map()
  } catch {
    return new Map()
  }
}

// A cache that cannot be written is only slow.
function writeCache(path: string, version: string, files: ReadonlyMap<string, Known>): void {
  try {
    makeOwnFolder(dirname(path))
    // A link would have another file written over.
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) return
    writeFileAtomic.sync(path, inAscii(JSON.stringify({ version, files: [...files.values()] })), {
      fsync: false,
    })
  } catch {}
}

// Text of one byte a character is read in half the time.
const inAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

// Nothing in it belongs into git.
function makeOwnFolder(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.gitignore'), '*\n')
}
