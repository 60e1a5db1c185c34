import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import type { ModelAnswer } from './model-connection.ts'

/** What a model answered before, whether it could be used or not. */
export interface SummaryCache {
  find(key: string): ModelAnswer | undefined
  keep(key: string, answer: ModelAnswer): void
}

const cacheVersion = 1
/** The oldest go first; some 2 MB. */
const mostAnswers = 4000
/** In characters; longer ones are refused, and stay so. */
const longestKept = 8000

const written = v.object({
  version: v.literal(cacheVersion),
  answers: v.array(v.tuple([v.string(), v.object({ text: v.string(), isCut: v.boolean() })])),
})

/** The key of an answer: the SHA-256 of all that was asked, and of whom. */
export const keyOf = (asked: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('hex')

/** The answers in a file; one that is damaged is begun anew. Each answer is written at once: it may have cost money. */
export function openSummaryCache(path: string): SummaryCache {
  const answers = readAnswers(path)
  return {
    find: key => answers.get(key),
    keep(key, { text, isCut }) {
      answers.set(key, { text: text.slice(0, longestKept), isCut })
      for (const oldest of answers.keys()) {
        if (answers.size <= mostAnswers) break
        answers.delete(oldest)
      }
      writeAnswers(path, answers)
    },
  }
}

function readAnswers(path: string): Map<string, ModelAnswer> {
  try {
    if (!lstatSync(path).isFile()) return new Map()
    const parsed = v.safeParse(written, JSON.parse(readFileSync(path, 'utf8')))
    return new Map(parsed.success ? parsed.output.answers : [])
  } catch {
    return new Map()
  }
}

// A cache that cannot be written costs another request, and no issue.
function writeAnswers(path: string, answers: ReadonlyMap<string, ModelAnswer>): void {
  try {
    makeOwnFolder(dirname(path))
    // A link would have another file written over.
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) return
    const text = JSON.stringify({ version: cacheVersion, answers: [...answers] })
    writeFileAtomic.sync(path, `${text}\n`, { fsync: false })
  } catch {}
}

// Nothing in it belongs into git.
function makeOwnFolder(folder: string): void {
  if (existsSync(folder)) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.gitignore'), '*\n')
}
