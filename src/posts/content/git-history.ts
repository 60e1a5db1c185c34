import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Day } from '../days.ts'

/** On which day files were added to a repository, in the zone of who added them. */
export interface GitDates {
  /** By path relative to the folder, for files whose commit added few others. */
  days: ReadonlyMap<string, Day>
  /** Why there are none. */
  problem?: string
}

const run = promisify(execFile)
const commitMark = '\u0001'
const mostOutput = 512 * 1024 * 1024
// A day that more posts share is the day of an import, not of writing.
const fewPosts = 10
const markdownFile = /\.(md|mdx|markdown|mdown|mkd|mkdn)$/i

/** Asks git when the files under a folder were added; a history that is cut short does not count its oldest commits. */
export async function gitDatesOf(folder: string): Promise<GitDates> {
  try {
    const isShallow = (await git(folder, ['rev-parse', '--is-shallow-repository'])).trim() === 'true'
    // Whether a file was renamed and changed in one shows only in contents that a partial clone has not got.
    const renames = (await isPartial(folder)) ? '-M100%' : '-M'
    const format = [`--format=${commitMark}%ad %P`, '--date=format:%Y-%m-%d']
    const log = [
      'log',
      '-z',
      '--relative',
      renames,
      '--diff-filter=AR',
      '--name-status',
      ...format,
      '--',
      '.',
    ]
    return { days: daysIn(await git(folder, log), isShallow) }
  } catch (error) {
    return { days: new Map(), problem: `git cannot tell when posts were added (${reasonOf(error)})` }
  }
}

async function isPartial(folder: string): Promise<boolean> {
  const keys = ['config', '--get-regexp', '^(extensions\\.partialclone|remote\\..*\\.promisor)$']
  return (await git(folder, keys).catch(() => '')) !== ''
}

// A repository may name programs that git is to run, and servers to ask; none of them is needed to read a history.
async function git(folder: string, args: readonly string[]): Promise<string> {
  const safe = ['log.showSignature=false', 'core.fsmonitor=false', 'protocol.allow=never']
  const options = { cwd: folder, maxBuffer: mostOutput, env: environmentOf(process.env) }
  return (await run('git', [...safe.flatMap(setting => ['-c', setting]), ...args], options)).stdout
}

// Within a hook of git, the environment names another repository.
function environmentOf(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(([name]) => !name.startsWith('GIT_'))
  return { ...Object.fromEntries(own), GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' }
}

// Newest first: a file that was renamed is followed to the name under which it was added.
function daysIn(log: string, isShallow: boolean): Map<string, Day> {
  const days = new Map<string, Day>()
  const laterNames = new Map<string, string>()
  for (const commit of log.split(commitMark).slice(1)) {
    const { day, isFirst, added, renamed } = readCommit(commit)
    for (const [from, to] of renamed) laterNames.set(from, laterNames.get(to) ?? to)
    if (added.length > fewPosts || (isShallow && isFirst)) continue
    for (const path of added) days.set(laterNames.get(path) ?? path, day)
  }
  return days
}

interface Commit {
  day: Day
  /** It has no parent, or none that is known. */
  isFirst: boolean
  /** Posts. */
  added: string[]
  renamed: [from: string, to: string][]
}

// `day parents`, then `A`, path, or `R100`, path, path, each between NULs.
function readCommit(text: string): Commit {
  const [head = '', ...fields] = text.split('\0')
  const [day = '', parent = ''] = head.split(' ')
  const commit: Commit = { day, isFirst: parent === '', added: [], renamed: [] }
  for (let at = 0; at < fields.length; ) {
    const kind = fields[at]?.trim()
    const [path = '', to = ''] = fields.slice(at + 1, at + 3)
    if (kind === 'A' && markdownFile.test(path)) commit.added.push(path)
    if (kind?.startsWith('R')) commit.renamed.push([path, to])
    at += kind?.startsWith('R') ? 3 : kind ? 2 : 1
  }
  return commit
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, stderr = '' } = error as Error & { code?: unknown; stderr?: string }
  if (code === 'ENOENT') return 'git is not installed'
  return stderr.trim().split('\n')[0] || error.message
}
