import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const given = process.argv.indexOf('--rows')
const rows = given < 0 ? 1_000_000 : Number(process.argv[given + 1])
const rounds = 3

interface Run {
  seconds: number
  megabytes: number
}

const node = process.execPath
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('maxRSS='+process.resourceUsage().maxRSS+';'))`
const countRows = `import { createReadStream } from 'node:fs'
import { parse } from ${JSON.stringify(resolve('node_modules/csv-parse/lib/index.js'))}
let count = 0
for await (const row of createReadStream('people.csv').pipe(parse({ columns: true }))) if (row.email) count += 1
console.log(count)`

/** Runs a program with its output thrown away: elapsed time, and its peak memory. */
async function run(args: readonly string[], directory: string): Promise<Run> {
  const started = performance.now()
  const child = spawn(node, [`--import=${tellMemory}`, ...args], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.on('data', chunk => {
    told += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${told}`)
  const [, kilobytes] = /maxRSS=(\d+);/.exec(told) ?? []
  return { seconds: (performance.now() - started) / 1000, megabytes: Number(kilobytes) / 1024 }
}

function* people(): Generator<string> {
  yield 'email,name,language,tags\n'
  for (let at = 0; at < rows; at += 1) {
    // Neither in the order of their addresses, nor all at one domain.
    const number = (at * 7_919) % rows
    const name = at % 2 ? `小明 ${number}` : `"Lovelace, Ada ${number}"`
    yield `person${number}@mail${number % 997}.example.org,${name},${at % 2 ? 'zh-CN' : 'en'},weekly;beta${number % 7}\n`
  }
}

const middle = (runs: readonly Run[], of: keyof Run): number =>
  runs.map(run => run[of]).toSorted((one, other) => one - other)[Math.floor(runs.length / 2)] ?? Number.NaN

function tell(what: string, ours: readonly Run[], theirs: readonly Run[]): void {
  const [seconds, peer] = [middle(ours, 'seconds'), middle(theirs, 'seconds')]
  console.log(`${what}: ${seconds.toFixed(1)} s, ${middle(ours, 'megabytes').toFixed(0)} MB`)
  console.log(
    `  csv-parse alone, the same file counted: ${peer.toFixed(1)} s, ${middle(theirs, 'megabytes').toFixed(0)} MB; ratio of time ${(seconds / peer).toFixed(1)}`,
  )
}

const directory = await mkdtemp(join(tmpdir(), 'masthead-bench-'))
try {
  await writeFile(join(directory, 'masthead.yaml'), 'name: Weekly\n')
  await pipeline(Readable.from(people()), createWriteStream(join(directory, 'people.csv')))
  const ours = [resolve('src/cli/masthead.js'), 'subscribers', 'import', 'people.csv', '--yes']
  const theirs = ['--input-type=module', '-e', countRows]
  const [first, again, peer]: Run[][] = [[], [], []]
  for (let round = 0; round < rounds; round += 1) {
    await rm(join(directory, '.masthead'), { recursive: true, force: true })
    first?.push(await run(ours, directory))
    peer?.push(await run(theirs, directory))
    again?.push(await run(ours, directory))
  }
  tell(`import ${rows} people into an empty database`, first ?? [], peer ?? [])
  tell(`import ${rows} people again, none of them changed`, again ?? [], peer ?? [])
} finally {
  await rm(directory, { recursive: true, force: true })
}
