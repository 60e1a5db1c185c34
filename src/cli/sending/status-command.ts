import { stringify } from 'csv-stringify/sync'
import type { App } from '../../app.ts'
import type { Delivery, DeliveryCounts } from '../../deliveries/delivery.ts'
import type { Dispatch } from '../../deliveries/dispatch.ts'
import type { OpenDispatching } from '../../dispatching.ts'
import { UsageError } from '../../errors.ts'
import { safeCell } from '../../subscribers/lists/cells/formula-guard.ts'
import { type CommandDefinition, type Context, describeCommand } from '../command.ts'
import { flushed, writeTo } from '../subscribers/write-to.ts'
import { type Terminal, writeJson } from '../terminal.ts'
import { onOneLine } from './one-line.ts'
import { withDispatching } from './open-dispatching.ts'
import { sayTime } from './send-time.ts'

interface StatusFlags {
  who?: boolean
  json?: boolean
}

/** `masthead status`: how far issues are, and who has them. */
export const statusCommand = (): CommandDefinition => ({
  command: describeCommand(
    'status [issue]',
    'Show how far an issue is, how fast, and why it failed for whom; without an issue, all of them in short.',
    'status 2026-W03',
    'status 2026-W03 --who > deliveries.csv',
  )
    .argument('[issue]', 'the id of an issue; else all that were ever sent')
    .option('--who', 'one line for each subscriber, as CSV; with --json, as JSON lines'),
  async run(context, flags: StatusFlags, [issue]) {
    const app = await context.openApp()
    await withDispatching(app, async opened => {
      if (flags.who) await writeWho(context, opened, issue, flags)
      else if (issue === undefined) await sayAll(context.terminal, opened, app)
      else await sayOne(context.terminal, opened, issue, app.config.timezone)
    })
    return 0
  },
})

const unknown = (issue: string): UsageError =>
  new UsageError(`Issue ${issue} was never sent`, { wayOut: `"masthead send ${issue}" sends it.` })

async function sayAll(
  terminal: Terminal,
  { dispatching: { ledger } }: OpenDispatching,
  app: App,
): Promise<void> {
  const { timezone } = app.config
  const all = []
  for (const dispatch of await ledger.dispatches())
    all.push({ ...dispatch, ...(await ledger.counts(dispatch.issue)) })
  if (all.length === 0) terminal.tell('No issue was sent yet.')
  for (const { issue, status, changed, begins, ...counts } of all) {
    const isLater = status === 'sending' && begins !== undefined && begins > app.now()
    const since = isLater
      ? `begins ${sayTime(begins, timezone)}`
      : `${status} since ${sayTime(changed, timezone)}`
    terminal.tell(`${terminal.style('bold', issue)}  ${since}: ${inShort(counts)}`)
  }
  terminal.data(all)
}

const shownCounts = ['sent', 'queued', 'claimed', 'deferred', 'failed', 'uncertain', 'cancelled'] as const

const inShort = (counts: DeliveryCounts): string =>
  shownCounts
    .filter(status => counts[status] > 0)
    .map(status => `${counts[status]} ${status}`)
    .join(', ') || 'nobody'

async function sayOne(
  terminal: Terminal,
  { dispatching }: OpenDispatching,
  issue: string,
  timezone: string,
): Promise<void> {
  const { ledger } = dispatching
  const dispatch = await ledger.dispatchOf(issue)
  const counts = await ledger.counts(issue)
  if (!dispatch && shownCounts.every(status => counts[status] === 0)) throw unknown(issue)
  const reasons = await dispatching.reasonsOf(issue)
  const paces = await dispatching.pacesOf(issue)
  terminal.fact('Issue', issue)
  if (dispatch) sayDispatch(terminal, dispatch, timezone)
  for (const status of shownCounts)
    if (counts[status] > 0) terminal.fact(status[0]?.toUpperCase() + status.slice(1), String(counts[status]))
  for (const { scope, lastHour, why, until } of paces)
    terminal.fact(
      'Pace',
      `${scope}: ${lastHour} in the last hour${waits(why && onOneLine(why), until, timezone)}`,
    )
  for (const { status, why, count, example } of reasons) {
    terminal.say(`  - ${count} ${status}: ${why}`)
    if (example !== why) terminal.say(`    ${terminal.fit(onOneLine(example), 4)}`)
  }
  terminal.data({ issue, ...dispatch, counts, paces, reasons })
}

const waits = (why: string | undefined, until: Date | undefined, timezone: string): string =>
  why === undefined ? '' : `, none now (${why})${until ? ` until ${sayTime(until, timezone)}` : ''}`

function sayDispatch(
  terminal: Terminal,
  { status, confirmed, begins, changed, reason, hash }: Dispatch,
  timezone: string,
): void {
  terminal.fact('State', `${status} since ${sayTime(changed, timezone)}`)
  if (reason !== undefined) terminal.warn(onOneLine(reason))
  terminal.fact('Confirmed', `${sayTime(confirmed, timezone)}, mail ${hash.slice(0, 12)}`)
  if (begins !== undefined && begins > confirmed) terminal.fact('Begins', sayTime(begins, timezone))
}

const columns = ['address', 'status', 'at', 'attempts', 'provider', 'account', 'notBefore', 'reply'] as const

async function writeWho(
  { console }: Context,
  { dispatching: { ledger } }: OpenDispatching,
  issue: string | undefined,
  { json = false }: StatusFlags,
): Promise<void> {
  if (issue === undefined)
    throw new UsageError('--who needs an issue', { wayOut: 'Such as: masthead status 2026-W03 --who' })
  const write = writeTo(console.stdout)
  if (!json) await write(stringify([[...columns]]))
  let isEmpty = true
  for await (const delivery of ledger.deliveries(issue)) {
    isEmpty = false
    await write(json ? `${writeJson(delivery, 0)}\n` : stringify([cellsOf(delivery)]))
  }
  await flushed(write, console.stdout)
  if (isEmpty) throw unknown(issue)
}

const cellsOf = (delivery: Delivery): string[] =>
  columns.map(column => {
    const value = delivery[column]
    return safeCell(value instanceof Date ? value.toISOString() : String(value ?? ''))
  })
