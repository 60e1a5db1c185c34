import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Chances } from './chances.ts'
import { countDifferences, differences } from './findings.ts'
import { type Killed, kill } from './killing.ts'
import { type Noted, readServerLog } from './server-log.ts'
import { ServerProcess } from './server-process.ts'
import { settleBothWays } from './settling.ts'
import { issue, type Row, TorturedWorkspace } from './tortured-workspace.ts'

export interface Torture {
  seed: number
  people: number
  kills: number
  say(line: string): void
}

/** What came of it; the folder is kept where there are differences. */
export interface TortureReport {
  differences: string[]
  folder: string
  summary: string[]
}

/** Sends an issue through a server that fails, kills the program again and again, and compares all that is known. */
export async function torture({ seed, people, kills, say }: Torture): Promise<TortureReport> {
  const started = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'masthead-torture-'))
  const chances = new Chances(seed)
  const log = join(folder, 'server.log')
  const server = await ServerProcess.open(chances.below(2 ** 32), log)
  await mkdir(join(folder, 'workspace'))
  const workspace = new TorturedWorkspace(join(folder, 'workspace'))
  try {
    const addresses = Array.from({ length: people }, (_, at) => addressOf(at, chances))
    await workspace.fill(server.ports, addresses)
    const leavers = addresses.filter(() => chances.happens(60 / people))
    const killed = await kill({ workspace, server, chances, kills, leavers, say })
    const evidence = {
      people: addresses,
      rows: workspace.ledger().rows,
      bounced: workspace.bounced(),
      log: readServerLog(log),
      killed,
    }
    const status = await workspace.done('status', issue, '--json')
    const who = await workspace.done('status', issue, '--who', '--json')
    const found = [
      ...differences(evidence),
      ...countDifferences(evidence.rows, status, who),
      ...workspace.complaints,
    ]
    await server.beKind()
    found.push(...(await settleBothWays(workspace, log, killed)))
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    const summary = [...summaryOf(evidence.rows, evidence.log, killed), `seed ${seed}, ${seconds} s`]
    if (found.length === 0) await rm(folder, { recursive: true, force: true })
    return { differences: found, folder, summary }
  } catch (error) {
    say(`What was there is in ${folder}`)
    throw error
  } finally {
    workspace.close()
    await server.close()
  }
}

const domains = ['example.org', 'letters.example', 'gmail.com', 'qq.com', '163.com'] as const

function addressOf(at: number, chances: Chances): string {
  const domain = chances.happens(0.1) ? `small-${chances.below(30)}.example` : chances.oneOf(domains)
  return `reader-${at}@${domain}`
}

function summaryOf(rows: readonly Row[], log: readonly Noted[], { kills, runs, orphans, leavers }: Killed) {
  const count = (what: Noted['what']) => log.filter(noted => noted.what === what).length
  const faults = Map.groupBy(
    log.filter(({ what }) => what === 'fault'),
    ({ said }) => said,
  )
  const states = Map.groupBy(rows, ({ status }) => status)
  return [
    `${kills} kills in ${runs} runs over ${rows.length} people, ${orphans.size} of whom were under way at a kill; ${leavers.length} left meanwhile`,
    `ledger: ${[...states].map(([status, { length }]) => `${length} ${status}`).join(', ')}`,
    `server: ${count('taken')} taken, ${count('taken, unsaid')} taken and ${count('lost, unsaid')} lost without a word, ${count('left after 421')} left after 421, ${count('refused')} refused`,
    `faults: ${[...faults].map(([fault, { length }]) => `${length} × ${fault}`).join('; ')}`,
  ]
}
