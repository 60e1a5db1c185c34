import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Chances } from './chances.ts'
import type { ServerProcess } from './server-process.ts'
import { issue, mostUnderWay, type Row, type TorturedWorkspace } from './tortured-workspace.ts'

/** Somebody who unsubscribed in the midst of it. */
export interface Leaver {
  address: string
  /** When the command had ended, in ms since 1970. */
  at: number
  /** What the ledger then had of them. */
  status: string
}

/** What was seen while programs were killed. */
export interface Killed {
  kills: number
  runs: number
  /** Who was under way at a kill. */
  orphans: ReadonlySet<string>
  leavers: readonly Leaver[]
  /** What must never happen between two looks at the ledger. */
  faults: readonly string[]
}

/** What is killed, how often, and who leaves meanwhile. */
export interface Order {
  workspace: TorturedWorkspace
  server: ServerProcess
  chances: Chances
  kills: number
  leavers: string[]
  say(line: string): void
}

const final = ['sent', 'failed', 'uncertain', 'cancelled']
const mostFruitless = 30
const longestEndMs = 30_000

/** Starts the program again and again, and kills it; then lets it come to its end. */
export async function kill(order: Order): Promise<Killed> {
  const killing = new Killing(order)
  await killing.run()
  return killing
}

class Killing implements Killed {
  readonly #order: Order
  readonly orphans = new Set<string>()
  readonly leavers: Leaver[] = []
  readonly faults: string[] = []
  kills = 0
  runs = 0
  #rows = new Map<string, Row>()
  #isConfirmed = false

  constructor(order: Order) {
    this.#order = order
  }

  async run(): Promise<void> {
    const { kills, say } = this.#order
    while (this.kills < kills && this.#goesOn) {
      const how = await this.#runOnce()
      this.#look(how.isKilled)
      say(`${this.kills}/${kills} ${how.words}: ${this.#inShort()}`)
      if (this.runs > kills * 3) throw new Error('Programs end by themselves too often')
    }
    for (let fruitless = 0; this.#goesOn; fruitless += 1) {
      if (fruitless === mostFruitless) throw new Error(`It does not come to an end: ${this.#inShort()}`)
      await this.#order.workspace.run(...this.#command)
      this.runs += 1
      this.#look(false)
      say(`to the end: ${this.#inShort()}`)
    }
  }

  get #goesOn(): boolean {
    return !this.#isConfirmed || this.#waiting > 0
  }

  get #waiting(): number {
    return [...this.#rows.values()].filter(({ status }) => !final.includes(status)).length
  }

  get #command(): string[] {
    return this.#isConfirmed ? ['resume', issue] : ['send', issue, '--yes']
  }

  async #runOnce(): Promise<{ isKilled: boolean; words: string }> {
    const { workspace, chances, kills } = this.#order
    this.runs += 1
    const child = workspace.start(...this.#command)
    const over = new AbortController()
    const ended = once(child, 'close').then(() => over.abort())
    // Some are left for the end, so that the last of the programs has something to be killed over.
    const share = this.#isConfirmed ? this.#waiting / (kills - this.kills + 2) : 60
    const [leaving, moment] = await Promise.all([
      chances.happens(0.3) ? this.#letGo() : '',
      this.#moment(chances.below(Math.ceil(share * 2)), over.signal),
    ])
    // Ctrl-C is no kill: it leaves nobody under way.
    const signal = chances.happens(0.1) ? 'SIGINT' : 'SIGKILL'
    const isStopped = child.exitCode === null && child.kill(signal)
    await Promise.race([ended, setTimeout(longestEndMs)])
    if (!over.signal.aborted) {
      this.faults.push(`Run ${this.runs} did not end within ${longestEndMs / 1000} s after Ctrl-C`)
      child.kill('SIGKILL')
      await ended
    }
    const isKilled = isStopped && signal === 'SIGKILL'
    this.kills += isKilled ? 1 : 0
    const how = isKilled ? 'killed' : 'interrupted'
    return {
      isKilled,
      words: `${isStopped ? `${how} after ${moment}` : `ended by itself (${child.exitCode})`}${leaving}`,
    }
  }

  // Some are killed at their start, most in the thick of it, a few long after.
  async #moment(messages: number, signal: AbortSignal): Promise<string> {
    const { server, chances } = this.#order
    const pause = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => {})
    if (chances.happens(0.1)) {
      const ms = chances.below(1500)
      await pause(ms)
      return `${ms} ms`
    }
    await Promise.race([server.messages(messages, signal), pause(15_000)])
    const ms = chances.below(chances.happens(0.5) ? 4 : 60)
    await pause(ms)
    return `${messages} messages and ${ms} ms`
  }

  async #letGo(): Promise<string> {
    const { workspace, leavers } = this.#order
    const address = leavers.pop()
    if (address === undefined || !this.#isConfirmed) return ''
    await workspace.done('subscribers', 'remove', address)
    const at = Date.now()
    const status = workspace.ledger().rows.find(row => row.address === address)?.status ?? 'unknown'
    this.leavers.push({ address, at, status })
    return `, ${address} left (${status})`
  }

  #look(isKilled: boolean): void {
    const { isConfirmed, rows } = this.#order.workspace.ledger()
    this.#isConfirmed = isConfirmed
    for (const row of rows) {
      const before = this.#rows.get(row.address)
      if (before && final.includes(before.status) && before.status !== row.status)
        this.faults.push(`${row.address} was ${before.status}, and is ${row.status} after run ${this.runs}`)
      if (row.status !== 'claimed') continue
      if (isKilled) this.orphans.add(row.address)
      // A program that was interrupted at its start had no time for those of the one before it.
      else if (before?.status !== 'claimed')
        this.faults.push(`${row.address} is claimed, and no program is at work, after run ${this.runs}`)
    }
    const claimed = rows.filter(({ status }) => status === 'claimed').length
    if (claimed > mostUnderWay)
      this.faults.push(`${claimed} are claimed after run ${this.runs}, and ${mostUnderWay} can be under way`)
    this.#rows = new Map(rows.map(row => [row.address, row]))
  }

  #inShort(): string {
    const counts = Map.groupBy(this.#rows.values(), ({ status }) => status)
    return [...counts].map(([status, { length }]) => `${length} ${status}`).join(', ')
  }
}
