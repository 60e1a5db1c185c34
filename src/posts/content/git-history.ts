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
    const format = `--format=${commitMark}%ad %P`
    const log = [
      'log',
      '--relative',
      '-M',
      '--diff-filter=AR',
      '--name-status',
      '--date=format:%Y-%m-%d',
      format,
      '--',
      '.',
    ]
    return { days: daysIn(await git(folder, log), isShallow) }
  } catch (error) {
    return { days: new Map(), problem: `git cannot tell when posts were added (${reasonOf(error)})` }
  }
}

// A repository may name programs that git is to run; none of them is needed to read a history.
async function git(folder: string, args: readonly string[]): Promise<string> {
  const safe = ['-c', 'core.quotePath=false', '-c', 'log.showSignature=false', '-c', 'core.fsmonitor=false']
  const options = {
    cwd: folder,
    maxBuffer: mostOutput,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  }
  return (await run('git', [...safe, ...args], options)).stdout
}

// Newest first: a file that was renamed is followed to the name under which it was added.
function daysIn(log: string, isShallow: boolean): Map<string, Day> {
  const days = new Map<string, Day>()
  const laterNames = new Map<string, string>()
  for (const commit of log.split(commitMark).slice(1)) {
    const [head = '', ...lines] = commit.split('\n')
    const [day = '', parent] = head.split(' ')
    const changes = lines.filter(line => line !== '').map(line => line.split('\t'))
    const added = changes.filter(([kind, path = '']) => kind === 'A' && markdownFile.test(path))
    for (const [kind, from = '', to = ''] of changes)
      if (kind?.startsWith('R')) laterNames.set(from, laterNames.get(to) ?? to)
    const isCutOff = isShallow && !parent
    if (added.length > fewPosts || isCutOff) continue
    for (const [, path = ''] of added) days.set(laterNames.get(path) ?? path, day)
  }
  return days
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, stderr = '' } = error as Error & { code?: unknown; stderr?: string }
  if (code === 'ENOENT') return 'git is not installed'
  return stderr.trim().split('\n')[0] || error.message
}
