import type { App } from '../../app.ts'
import type { DeliveryCounts } from '../../deliveries/delivery.ts'
import type { RunEnd } from '../../deliveries/run.ts'
import type { Dispatching } from '../../dispatching.ts'
import { codeOf } from '../../errors.ts'
import { type Context, type ExitCode, untilInterrupted } from '../command.ts'
import type { EventLog } from '../logs/event-log.ts'
import { RunLog } from '../logs/run-log.ts'
import { people } from '../people-count.ts'
import type { Terminal } from '../terminal.ts'
import { onOneLine } from './one-line.ts'
import { Progress } from './progress.ts'
import { sayTime } from './send-time.ts'
import { sayStop, stoppedAmong } from './stops.ts'

/** With `--no-wait`: a limit per second is a pace, and nothing to end for. */
const patienceMs = 1000

/** What is sent, and how. */
export interface Run {
  app: App
  dispatching: Dispatching
  issue: string
  isRehearsal: boolean
  isPatient: boolean
  log: EventLog
  /** Nothing goes out before; Ctrl-C until then leaves it to whoever goes on at that time. */
  begins?: Date
  /** Is done once this program alone may send the issue. */
  first?(): Promise<unknown>
}

/** Sends what waits of an issue, shows how far it is, and reports; Ctrl-C pauses it. */
export async function runIssue(context: Context, run: Run, data: object): Promise<ExitCode> {
  const { terminal, console } = context
  const { app, dispatching, issue, isPatient } = run
  const stop = new AbortController()
  void untilInterrupted(console).then(() => {
    stop.abort()
    terminal.endProgress()
    terminal.tell('Ends after what is under way; once more ends it at once, and leaves that uncertain.')
  })
  const progress = new Progress(terminal, app.config.timezone)
  const log = new RunLog(run.log, issue, app.config)
  let marked: Promise<void> | undefined
  const mark = () => {
    if (!run.isRehearsal) marked ??= markSent(terminal, app, issue)
  }
  let hasBegun = false
  const running = dispatching.run(issue, {
    stop: stop.signal,
    isPatient,
    patienceMs,
    isLeftOnStop: () => run.begins !== undefined && app.now() < run.begins,
    first: async () => {
      await run.first?.()
      const counts = await dispatching.ledger.counts(issue)
      // A run that was killed had no time for it.
      if (counts.sent + counts.uncertain > 0) mark()
      progress.begin(counts)
      log.began(counts)
      hasBegun = true
    },
    watch(step) {
      progress.step(step)
      log.step(step)
      if (step.endings.some(({ conclusion }) => isHandedOver(conclusion.status))) mark()
    },
  })
  const end = await running.catch((error: unknown) => {
    log.failed(error)
    if (hasBegun) sayBrokenOff(terminal, issue)
    throw error
  })
  await marked
  progress.end()
  const counts = await dispatching.ledger.counts(issue)
  log.ended(end, counts)
  const stopped = end.status === 'waiting' ? stoppedAmong(await dispatching.pacesOf(issue)) : []
  for (const { scope, why = '' } of stopped) if (!progress.hasTold(scope)) terminal.warn(sayStop(scope, why))
  sayEnd(terminal, run, end, counts)
  await sayWhoFailed(terminal, dispatching, issue, counts)
  terminal.data({ ...data, issue, status: end.status, ...(end.reason && { reason: end.reason }), ...counts })
  return stopped.length > 0 ? 1 : exitCodeOf(end, counts)
}

const isHandedOver = (status: string): boolean => status === 'sent' || status === 'uncertain'

// Whoever is to get it later still waits; whoever failed, or may have it or not, needs the operator.
const exitCodeOf = ({ status, reason }: RunEnd, { failed, uncertain }: DeliveryCounts): ExitCode =>
  failed + uncertain === 0 && (status === 'done' || (status === 'waiting' && !reason)) ? 0 : 1

/** Writes into the file of an issue that it went out; a file that the editor is at work on is a warning. */
export async function markSent(terminal: Terminal, app: App, issue: string): Promise<void> {
  try {
    await app.markSent(issue)
  } catch (error) {
    terminal.warn(`Issue ${issue} was sent, and its file cannot be marked so: ${codeOf(error)}`)
  }
}

function sayEnd(
  terminal: Terminal,
  { app, issue, begins }: Run,
  { status, reason, wayOut, nextAt, waitsFor, orphans }: RunEnd & { orphans: number },
  counts: DeliveryCounts,
): void {
  const { sent, failed, uncertain, queued, deferred, cancelled } = counts
  const waiting = queued + deferred
  terminal.fact('Sent', `${sent} of ${sent + failed + uncertain + waiting}`)
  if (cancelled > 0)
    terminal.fact('Left out', `${people(cancelled)}; "masthead status ${issue} --who" says why`)
  if (orphans > 0)
    terminal.warn(
      `A program ended in the middle of sending to ${people(orphans)}: nobody knows whether they have it.`,
    )
  if (failed > 0)
    terminal.warn(
      `${people(failed)} failed; "masthead retry ${issue}" tries those again who are not suppressed.`,
    )
  if (uncertain > 0) sayUncertain(terminal, issue, uncertain)
  if (reason !== undefined && status === 'paused') terminal.warn(`Paused: ${onOneLine(reason)}`)
  if (wayOut !== undefined) terminal.tell(wayOut)
  const from = nextAt ?? (begins !== undefined && begins > app.now() ? begins : undefined)
  const why = waitsFor === undefined ? '' : ` (${onOneLine(waitsFor)})`
  const next = from === undefined ? '' : `, the next from ${sayTime(from, app.config.timezone)}${why}`
  const alsoServe = status === 'waiting' ? ', and so does "masthead serve"' : ''
  if (waiting > 0 && status !== 'done')
    terminal.tell(
      `${people(waiting)} wait${waiting === 1 ? 's' : ''}${next}: "masthead resume ${issue}" goes on${alsoServe}.`,
    )
}

function sayBrokenOff(terminal: Terminal, issue: string): void {
  terminal.endProgress()
  terminal.warn(`Issue ${issue} is not finished: once this is mended, "masthead resume ${issue}" goes on.`)
}

function sayUncertain(terminal: Terminal, issue: string, uncertain: number): void {
  terminal.warn(
    `${people(uncertain)} may have it or not: it is not sent to them again by itself. Decide with "masthead resume ${issue} --resend-uncertain" or "--accept-uncertain".`,
  )
}

const shown = 20

async function sayWhoFailed(
  terminal: Terminal,
  { ledger }: Dispatching,
  issue: string,
  { failed, uncertain }: DeliveryCounts,
): Promise<void> {
  let left = shown
  for await (const { address, status, reply } of ledger.deliveries(issue, {
    statuses: ['failed', 'uncertain'],
  })) {
    if (left === 0) break
    left -= 1
    terminal.say(`  - ${address}: ${status}: ${onOneLine(reply ?? '')}`)
  }
  const more = failed + uncertain - shown
  if (more > 0) terminal.say(`  - and ${more} more: masthead status ${issue} --who`)
}
