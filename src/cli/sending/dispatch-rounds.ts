import { setTimeout } from 'node:timers/promises'
import type { App } from '../../app.ts'
import type { Dispatch } from '../../deliveries/dispatch.ts'
import type { RunEnd, WorkerStep } from '../../deliveries/run.ts'
import { BeingSentError, type Dispatching } from '../../dispatching.ts'
import type { EventLog } from '../logs/event-log.ts'
import { RunLog } from '../logs/run-log.ts'
import { people } from '../people-count.ts'
import { sayProblem } from '../problem.ts'
import type { Terminal } from '../terminal.ts'
import { onOneLine } from './one-line.ts'
import { markSent } from './run-issue.ts'
import { sayTime } from './send-time.ts'
import { sayStop, stopsOf } from './stops.ts'

/** What issues are sent with that are due. */
export interface RoundTools {
  terminal: Terminal
  app: App
  dispatching: Dispatching
  log: EventLog
  /** How often it looks for issues that are due; five seconds without. */
  everyMs?: number
}

/** How long a run stays with an issue of which nothing can go now: limits of a second and a minute are that short. */
const patienceMs = 10_000
/** The longest time before an issue is looked at again: others may have changed what it waits for. */
const longestMs = 60_000
/** How often it is told of an issue that goes on and on. */
const tellEveryMs = 10 * 60_000

/** What is known of an issue that a round left. */
interface Left {
  /** When its status had changed last. */
  changed: number
  /** In ms since 1970. */
  notBefore: number
}

/** Sends what is due of the issues on their way, one after the other, until it is ended; what it leaves goes on at the next start. */
export class DispatchRounds {
  readonly #tools: RoundTools
  readonly #stop = new AbortController()
  readonly #left = new Map<string, Left>()
  readonly #told = new Map<string, { at: number; sent: number }>()
  /** When it was warned of what, in ms since 1970. */
  readonly #warned = new Map<string, number>()
  readonly #marks = new Map<string, Promise<void>>()
  #rounds: Promise<void> = Promise.resolve()

  constructor(tools: RoundTools) {
    this.#tools = tools
  }

  begin(): void {
    this.#rounds = this.#go()
  }

  /** Resolves when what is under way has ended. */
  async end(): Promise<void> {
    this.#stop.abort()
    await this.#rounds
  }

  async #go(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await this.#round().catch(error => sayProblem(this.#tools.terminal, 'Issues could not be sent', error))
      await setTimeout(this.#tools.everyMs ?? 5000, undefined, { signal }).catch(() => {})
    }
  }

  async #round(): Promise<void> {
    const all = await this.#tools.dispatching.ledger.dispatches()
    const due = all.filter(dispatch => this.#isDue(dispatch))
    const from = ({ begins, confirmed }: Dispatch) => (begins ?? confirmed).getTime()
    for (const dispatch of due.toSorted((one, other) => from(one) - from(other)))
      if (!this.#stop.signal.aborted) await this.#send(dispatch)
  }

  #isDue({ issue, status, begins, changed }: Dispatch): boolean {
    const now = this.#tools.app.now()
    const left = this.#left.get(issue)
    const isLeft = left?.changed === changed.getTime() && left.notBefore > now.getTime()
    return status === 'sending' && (begins === undefined || begins <= now) && !isLeft
  }

  async #send(dispatch: Dispatch): Promise<void> {
    const { terminal, app, dispatching } = this.#tools
    const { issue } = dispatch
    const log = new RunLog(this.#tools.log, issue, app.config)
    try {
      const end = await dispatching.run(issue, {
        stop: this.#stop.signal,
        isPatient: false,
        patienceMs,
        isLeftOnStop: () => true,
        first: async () => {
          log.began(await dispatching.ledger.counts(issue))
          this.#sayBegin(issue)
        },
        watch: step => {
          log.step(step)
          this.#count(issue, step)
          this.#warn(issue, step)
        },
      })
      log.ended(end, await dispatching.ledger.counts(issue))
      this.#leave(dispatch, end.nextAt)
      await this.#sayEnd(issue, end)
      await this.#marks.get(issue)
    } catch (error) {
      if (error instanceof BeingSentError) return
      log.failed(error)
      this.#leave(dispatch)
      sayProblem(terminal, `Issue ${issue} could not be sent`, error)
    }
  }

  #leave({ issue, changed }: Dispatch, nextAt?: Date): void {
    const latest = this.#tools.app.now().getTime() + longestMs
    const notBefore = Math.min(latest, nextAt?.getTime() ?? latest)
    this.#left.set(issue, { changed: changed.getTime(), notBefore })
  }

  #sayBegin(issue: string): void {
    if (this.#told.has(issue)) return
    this.#told.set(issue, { at: Number.NEGATIVE_INFINITY, sent: 0 })
    this.#tools.terminal.say(`Issue ${issue}: sending what is due.`)
  }

  #warn(issue: string, step: WorkerStep): void {
    const troubles = step.trouble === undefined ? [] : [step.trouble]
    const stops = [...stopsOf(step)].map(([scope, why]) => sayStop(scope, why))
    const now = this.#tools.app.now().getTime()
    for (const words of [...troubles, ...stops].map(each => `Issue ${issue}: ${each}`)) {
      if (now - (this.#warned.get(words) ?? Number.NEGATIVE_INFINITY) < tellEveryMs) continue
      this.#warned.set(words, now)
      this.#tools.terminal.warn(words)
    }
  }

  #count(issue: string, { endings }: WorkerStep): void {
    const out = endings.filter(({ conclusion: { status } }) => status === 'sent' || status === 'uncertain')
    if (out.length === 0) return
    const told = this.#told.get(issue)
    if (told) told.sent += out.length
    this.#mark(issue)
  }

  #mark(issue: string): void {
    const { terminal, app } = this.#tools
    if (!this.#marks.has(issue)) this.#marks.set(issue, markSent(terminal, app, issue))
  }

  async #sayEnd(issue: string, end: RunEnd & { orphans: number }): Promise<void> {
    const { terminal, dispatching } = this.#tools
    if (end.orphans > 0)
      terminal.warn(
        `Issue ${issue}: a program ended in the middle of sending to ${people(end.orphans)}: nobody knows whether they have it.`,
      )
    if (end.status === 'waiting') return this.#sayWaiting(issue, end)
    this.#told.delete(issue)
    const { sent, failed, uncertain, queued, deferred } = await dispatching.ledger.counts(issue)
    // A program that was killed had no time for it.
    if (sent + uncertain > 0) this.#mark(issue)
    const counts = Object.entries({ sent, failed, uncertain, waiting: queued + deferred })
    const told = counts.filter(([name, count]) => count > 0 || name === 'sent')
    const line = `Issue ${issue}: ${end.status}; ${told.map(([name, count]) => `${count} ${name}`).join(', ')}.`
    if (end.reason === undefined) terminal.say(line)
    else terminal.warn(`${line} ${end.reason} ("masthead resume ${issue}" goes on)`)
  }

  #sayWaiting(issue: string, { nextAt, waitsFor }: RunEnd): void {
    const { terminal, app } = this.#tools
    const told = this.#told.get(issue)
    const now = app.now().getTime()
    if (!told || now - told.at < tellEveryMs) return
    const why = waitsFor === undefined ? '' : ` (${onOneLine(waitsFor)})`
    const next = nextAt
      ? `the next from ${sayTime(nextAt, app.config.timezone)}${why}`
      : 'the others at the next start'
    terminal.say(`Issue ${issue}: ${told.sent} sent, ${next}.`)
    this.#told.set(issue, { at: now, sent: 0 })
  }
}
