import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { digestPost } from '../src/digest/digest-post.ts'
import { readContentFolder } from '../src/posts/content/content-folder.ts'
import { contentFolders } from '../src/posts/content/content-folders.ts'
import { noCache } from '../src/posts/content/post-cache-file.ts'
import { isPost } from '../src/posts/post.ts'
import { readPost } from '../src/posts/read-post.ts'
import { chance, hostilePost, longHeaders, longPosts } from './hostile-inputs.ts'

const longestMs = 1000
const patienceMs = 30_000
const batch = 1000

interface Progress {
  at: string
  problem?: string
  done?: number
}

/** Reads one post to its end, as composing would; tells what went wrong. */
function problemOf(path: string, bytes: Buffer): string | undefined {
  const started = process.threadCpuUsage()
  try {
    const post = readPost(path, bytes)
    if (isPost(post)) JSON.stringify(digestPost(post))
    else if (!post.reason) return 'neither a post nor a reason'
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  const { user, system } = process.threadCpuUsage(started)
  const ms = (user + system) / 1000
  return ms > longestMs ? `took ${ms.toFixed(0)} ms of the processor` : undefined
}

const report = (progress: Progress) => parentPort?.postMessage(progress)

async function work({ seed, runs }: { seed: number; runs: number }): Promise<void> {
  for (const { name, bytes } of [...longPosts(), ...longHeaders()]) {
    report({ at: `a megabyte of ${name}` })
    const problem = problemOf('long.mdx', bytes)
    if (problem) report({ at: `a megabyte of ${name}`, problem })
  }
  const random = chance(seed)
  for (let from = 0; from < runs; from += batch) await readBatch(random, from, Math.min(runs, from + batch))
}

// Files are lost in folders, not in functions.
async function readBatch(random: () => number, from: number, to: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'masthead-fuzz-'))
  try {
    const names = new Set<string>()
    for (let at = from; at < to; at += 1) {
      const bytes = hostilePost(random)
      const name = `${at}${random() < 0.2 ? '-2026-01-16' : ''}.${['md', 'mdx', 'markdown', 'md', 'json'][Math.floor(random() * 5)]}`
      names.add(name)
      await writeFile(join(folder, name), bytes)
      report({ at: `input ${at}` })
      const problem = problemOf(name, bytes)
      if (problem)
        report({
          at: `input ${at}`,
          problem: `${problem}\n${JSON.stringify(bytes.toString()).slice(0, 2000)}`,
        })
    }
    const [content] = contentFolders([folder], folder)
    if (!content) throw new Error('no folder')
    const files = await readContentFolder({ folder: content, site: {} }, noCache)
    for (const { path } of files)
      if (!names.delete(path)) report({ at: path, problem: 'came out twice, or from nowhere' })
    for (const name of names) report({ at: name, problem: 'lost: neither a post nor a reason' })
    report({ at: `input ${to}`, done: to })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs the work in a thread of its own, so that an input that never ends can be named. */
function watch(options: { seed: number; runs: number }): Promise<Progress[]> {
  return new Promise(resolve => {
    const problems: Progress[] = []
    const worker = new Worker(new URL(import.meta.url), { workerData: options })
    let last: Progress = { at: 'the start' }
    let timer: NodeJS.Timeout
    const end = () => {
      clearTimeout(timer)
      resolve(problems)
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        problems.push({ ...last, problem: `never ended (${patienceMs / 1000} s)` })
        worker.terminate().then(end)
      }, patienceMs)
    }
    worker.on('message', (progress: Progress) => {
      last = progress
      if (progress.problem) problems.push(progress)
      if (progress.done) console.error(`${progress.done} of ${options.runs}`)
      wait()
    })
    worker.on('error', error => {
      problems.push({ ...last, problem: String(error) })
      end()
    })
    worker.on('exit', end)
    wait()
  })
}

if (isMainThread) {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, runs: { type: 'string' }, json: { type: 'boolean' } },
  })
  const options = { seed: Number(values.seed ?? 1), runs: Number(values.runs ?? 10_000) }
  if (!Object.values(options).every(number => Number.isInteger(number) && number > 0))
    throw new TypeError('--seed and --runs take whole numbers above 0')
  const problems = await watch(options)
  if (values.json) console.log(JSON.stringify({ ...options, problems }))
  else {
    for (const { at, problem } of problems) console.log(`${at}: ${problem}`)
    console.log(`${options.runs} inputs of seed ${options.seed}: ${problems.length} problems`)
  }
  process.exitCode = problems.length > 0 ? 1 : 0
} else await work(workerData)
