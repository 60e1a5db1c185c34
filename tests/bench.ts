import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { renderTimes } from './bench-render.ts'

const rounds = 5
const postsToCompose = 10_000
const postsToList = 13_000

interface Run {
  seconds: number
  megabytes: number
}

interface Figure {
  what: string
  peer: string
  seconds: number
  megabytes: number
  peerSeconds: number
  /** 0 where memory is not measured. */
  peerMegabytes: number
  /** The median of the rounds' ratios of time, ours to the peer's. */
  ratio: number
}

// Every Node process in a tree tells its own peak; the largest is the one that works.
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('maxRSS='+process.resourceUsage().maxRSS+';'))`

/** Runs a command with its output thrown away: elapsed time, and the peak memory of its largest Node process. */
async function run(command: readonly string[], directory: string): Promise<Run> {
  const [program = '', ...args] = command
  const env = { ...process.env, NODE_OPTIONS: `--import=${tellMemory}` }
  const started = performance.now()
  const child = spawn(program, args, { cwd: directory, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr.on('data', chunk => {
    told += chunk
  })
  const [code] = await once(child, 'close')
  const seconds = (performance.now() - started) / 1000
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${told}`)
  const peaks = [...told.matchAll(/maxRSS=(\d+);/g)].map(([, kilobytes]) => Number(kilobytes) / 1024)
  return { seconds, megabytes: Math.max(0, ...peaks) }
}

/** Runs ours and the peer's command in turn, after one round that does not count; `afresh` is removed before each. */
async function compare(
  what: string,
  ours: string[],
  peer: string,
  theirs: string[],
  directory: string,
  afresh = ['issues'],
): Promise<Figure> {
  const ourRuns: Run[] = []
  const theirRuns: Run[] = []
  for (let round = 0; round <= rounds; round += 1) {
    for (const folder of afresh) await rm(join(directory, folder), { recursive: true, force: true })
    const [our, their] = [await run(ours, directory), await run(theirs, directory)]
    if (round === 0) continue
    ourRuns.push(our)
    theirRuns.push(their)
  }
  return {
    what,
    peer,
    seconds: median(ourRuns.map(({ seconds }) => seconds)),
    megabytes: median(ourRuns.map(({ megabytes }) => megabytes)),
    peerSeconds: median(theirRuns.map(({ seconds }) => seconds)),
    peerMegabytes: median(theirRuns.map(({ megabytes }) => megabytes)),
    ratio: median(ourRuns.map(({ seconds }, at) => seconds / (theirRuns[at]?.seconds ?? Number.NaN))),
  }
}

async function compareRender(): Promise<Figure> {
  const { ours, theirs } = await renderTimes()
  return {
    what: 'render an issue of 25 entries, both parts, after loading',
    peer: 'mjml alone, given the filled template',
    seconds: median(ours),
    megabytes: 0,
    peerSeconds: median(theirs),
    peerMegabytes: 0,
    ratio: median(ours.map((seconds, at) => seconds / (theirs[at] ?? Number.NaN))),
  }
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

async function writePosts(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (let at = 0; at < count; at += 1) {
    const day = new Date(Date.UTC(2026, 0, 18) - Math.floor(at / 5) * 86_400_000).toISOString().slice(0, 10)
    const text =
      at % 2
        ? 'A sentence of a post that is about as long as posts are. '
        : '一篇文章里的一句话，和真实的文章差不多长。'
    const header = `---\ntitle: "Post ${at}：标题"\ndate: ${day}\ncategories: [c${at % 4}]\ntags:\n  - a\n  - b\n---\n\n`
    await writeFile(
      join(folder, `${day}-post-${at}.md`),
      `${header}# Post ${at}\n\n${`${text.repeat(8)}\n\n`.repeat(8)}`,
    )
  }
}

const node = process.execPath
const masthead = [node, resolve('src/cli/masthead.js')]
const grayMatter = `const { readdirSync } = require('node:fs');
const matter = require(${JSON.stringify(resolve('node_modules/gray-matter'))});
for (const file of readdirSync('content')) matter.read('content/' + file, {});`

async function measure(): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'masthead-bench-'))
  try {
    const samples = join(directory, 'samples')
    const many = join(directory, 'many')
    const repository = join(directory, 'repository')
    await cp('content', join(samples, 'content'), { recursive: true })
    await cp('masthead.yaml', join(samples, 'masthead.yaml'))
    await writeFile(
      join(samples, 'one.mjml'),
      '<mjml><mj-body><mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section></mj-body></mjml>',
    )
    await writePosts(join(many, 'content'), postsToCompose)
    await writePosts(join(repository, 'content'), postsToList)
    await writeFile(join(repository, 'hugo.toml'), 'baseURL = "https://example.org/"\n')
    const mjml = [node, resolve('node_modules/.bin/mjml'), 'one.mjml', '-o', 'one.html']
    const start = ['npm', '--prefix', resolve('.'), '--silent', 'start', '--', '-C', samples, '--once']
    const list = [...masthead, 'posts', '--week', '2026-W02', '--quiet']
    const hasHugo = spawnSync('hugo', ['version']).status === 0
    const lister = hasHugo
      ? 'hugo list all'
      : 'gray-matter, the same files read only (hugo is not on this machine)'
    const listing = hasHugo ? ['hugo', 'list', 'all'] : [node, '-e', grayMatter]
    return [
      await compare('npm start -- --once, on the samples', start, 'mjml, one line of text', mjml, samples),
      await compare(
        `compose a week from ${postsToCompose} posts`,
        [...masthead, 'compose', '--week', '2026-W02', '--quiet'],
        'gray-matter, the same files read only',
        [node, '-e', grayMatter],
        many,
        ['issues', '.masthead'],
      ),
      await compare(`list ${postsToList} posts for the first time`, list, lister, listing, repository, [
        '.masthead',
      ]),
      await compare(`list ${postsToList} posts again`, list, lister, listing, repository, []),
      await compareRender(),
    ]
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const figures = await measure()
if (process.argv.includes('--json')) console.log(JSON.stringify({ rounds, figures }))
else
  for (const { what, peer, seconds, megabytes, peerSeconds, peerMegabytes, ratio } of figures) {
    console.log(`${what}: ${seconds.toFixed(3)} s, ${memory(megabytes)}`)
    console.log(
      `  ${peer}: ${peerSeconds.toFixed(3)} s, ${memory(peerMegabytes)}; ratio of time ${ratio.toFixed(2)}`,
    )
  }

function memory(megabytes: number): string {
  return megabytes > 0 ? `${megabytes.toFixed(0)} MB` : 'memory not measured'
}
