import { resolve } from 'node:path'
import type { App } from '../../app.ts'
import type { Audience } from '../../deliveries/ledger.ts'
import type { OpenDispatching, PlannedDispatch } from '../../dispatching.ts'
import { DeliveryError, UsageError } from '../../errors.ts'
import type { Mail } from '../../mail/mail.ts'
import { nobodyInSegment, nobodyToSendTo } from '../../subscribers/readers.ts'
import { parseSegment } from '../../subscribers/segment/parse-segment.ts'
import { type CommandDefinition, type Context, describeCommand, type ExitCode } from '../command.ts'
import { isConfirmed } from '../confirmation.ts'
import type { EventLog } from '../logs/event-log.ts'
import { logOption, withLog } from '../logs/log-file.ts'
import { type Outgoing, openOutgoing } from '../outgoing.ts'
import { people } from '../people-count.ts'
import { warnOfUnusedTags } from '../subscribers/unused-tags.ts'
import { sayRendered } from '../words.ts'
import { demandApproval } from './approval.ts'
import { sayChecks } from './check-before.ts'
import { checkServers } from './check-servers.ts'
import { planData, sayPlan } from './plan-words.ts'
import { markSent, runIssue } from './run-issue.ts'
import { sendTest } from './send-test.ts'
import { readSendTime } from './send-time.ts'

interface SendFlags {
  toFile?: string
  segment?: string
  at?: string
  test?: string[]
  yes?: boolean
  dryRun?: boolean
  wait?: boolean
  log?: string
}

/** `masthead send`: an issue to people, once each. */
export const sendCommand = (): CommandDefinition => ({
  command: describeCommand(
    'send [issue]',
    'Send an issue to the subscribers, or to the people of a file, once each; without an SMTP server, to the test inbox.',
    'send 2026-W03',
    'send 2026-W03 --at "2026-01-19 08:00" --yes',
    "send 2026-W03 --segment 'tag:beta and language:zh-CN'",
    'send 2026-W03 --test ada@example.org',
    'send 2026-W03 --to-file people.csv',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .option('--to-file <csv>', 'people: a CSV file with the columns email and, if you like, name')
    .option('--segment <words>', 'only those of the list, such as "tag:beta and language:zh-CN"')
    .option('--at <time>', 'not before, in the time zone of the newsletter, such as "2026-01-19 08:00"')
    .option('--test <address...>', 'only to these addresses, as a test: nobody counts as having it')
    .option('--dry-run', 'show the plan and end')
    .option('--no-wait', 'end when nothing can go now, in place of waiting for limits and retries')
    .option(...logOption)
    .option('--yes', 'do not ask'),
  async run(context, flags: SendFlags, [issue]) {
    demandOneAudience(flags)
    return withLog(context, flags.log, log => renderAndSend(context, flags, issue, log))
  },
})

async function renderAndSend(
  context: Context,
  flags: SendFlags,
  issue: string | undefined,
  log: EventLog,
): Promise<ExitCode> {
  const app = await context.openApp()
  checkServers(context.terminal, app.config, { isDry: flags.dryRun })
  const begins = flags.at === undefined ? undefined : readSendTime(flags.at, app.config.timezone, app.now())
  const rendered = await app.render(issue, { hasPages: flags.toFile === undefined })
  sayRendered(context.terminal, rendered)
  const outgoing = await openOutgoing(app, { page: false })
  try {
    if (outgoing.isRehearsal)
      context.terminal.warn('No SMTP server is configured: this is a rehearsal into the test inbox.')
    if (flags.test) return await sendTest(context, app, rendered.mail, flags.test, outgoing)
    const { isRehearsal } = outgoing
    const mayGo = await sayChecks(context, app, rendered.id, { isRehearsal, isDry: flags.dryRun === true })
    if (!mayGo && !flags.dryRun) return 1
    const opened = await app.openDispatching(outgoing.rehearsal)
    try {
      const exitCode = await send(context, { app, mail: rendered.mail, flags, begins, outgoing, opened, log })
      return mayGo ? exitCode : 1
    } finally {
      opened.close()
    }
  } finally {
    await outgoing.close()
  }
}

/** An issue that is to be sent, and with what. */
interface Sent {
  app: App
  mail: Mail
  flags: SendFlags
  begins: Date | undefined
  outgoing: Outgoing
  opened: OpenDispatching
  log: EventLog
}

async function send(context: Context, sent: Sent): Promise<ExitCode> {
  const { app, mail, flags, begins, outgoing, opened, log } = sent
  const { terminal } = context
  const { dispatching, subscribing, through } = opened
  await demandNotOnItsWay(opened, mail.issue)
  const audience = await audienceOf(context, flags)
  if ('list' in audience) await warnOfUnusedTags(terminal, subscribing.store, audience.list)
  const planned = await dispatching.plan(mail, audience)
  const { plan } = planned
  const { pending, active: _, ...gone } = (await subscribing.store.count(app.now())).byStatus
  if ('list' in audience && plan.recipients + plan.leftOut === 0)
    throw flags.segment === undefined ? nobodyToSendTo(pending) : nobodyInSegment(flags.segment)
  const journey = { through, begins: begins ?? app.now(), isLater: begins !== undefined }
  sayPlan(terminal, planned, { ...journey, timezone: app.config.timezone })
  if ('list' in audience && pending > 0)
    terminal.fact('', `${people(pending)} asked and ${pending === 1 ? 'has' : 'have'} not confirmed yet`)
  const told = Object.entries(gone).filter(([, count]) => count > 0)
  if ('list' in audience && told.length > 0)
    terminal.fact('', `of the list, ${told.map(([status, count]) => `${count} ${status}`).join(', ')}`)
  await sayWhoLeavesByMail(context, app, planned)
  await demandApproval(dispatching, app.config, planned, { isDry: flags.dryRun === true, terminal })
  if (!(await isWanted(context, planned, flags))) {
    const isOut = plan.reasons.some(({ reason }) => reason === 'has it' || reason === 'may have it')
    // A run that was killed had no time for it.
    if (isOut && !flags.dryRun && !outgoing.isRehearsal) await markSent(terminal, app, mail.issue)
    terminal.say('Nothing was sent.')
    terminal.data({ ...planData(planned), status: 'planned' })
    return flags.dryRun || plan.recipients === 0 ? 0 : 1
  }
  const run = {
    app,
    dispatching,
    issue: mail.issue,
    isRehearsal: outgoing.isRehearsal,
    isPatient: flags.wait !== false,
    log,
    ...(begins && { begins }),
    first: () => planned.confirm(begins),
  }
  return runIssue(context, run, planData(planned))
}

async function demandNotOnItsWay({ dispatching: { ledger } }: OpenDispatching, issue: string): Promise<void> {
  const status = (await ledger.dispatchOf(issue))?.status
  if (status !== 'sending' && status !== 'paused') return
  const { sent, queued, deferred } = await ledger.counts(issue)
  throw new DeliveryError(
    `Issue ${issue} is on its way already: ${people(sent)} ${sent === 1 ? 'has' : 'have'} it, ${queued + deferred} wait`,
    {
      wayOut: `"masthead resume ${issue}" goes on with the mail that was confirmed; "masthead cancel ${issue}" ends it.`,
    },
  )
}

function demandOneAudience({ toFile, segment, test, at }: SendFlags): void {
  const given = Object.entries({ '--to-file': toFile, '--segment': segment, '--test': test })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
  if (given.length > 1)
    throw new UsageError(`${given.join(' and ')} ask for different people: give one of them`)
  if (test && at !== undefined) throw new UsageError('--test sends at once: leave out --at')
}

async function audienceOf({ directory }: Context, { toFile, segment }: SendFlags): Promise<Audience> {
  if (toFile === undefined) return { list: segment === undefined ? {} : { segment: parseSegment(segment) } }
  const { readPeopleFile } = await import('../../subscribers/people-file.ts')
  return { file: await readPeopleFile(resolve(directory, toFile)) }
}

async function sayWhoLeavesByMail(
  { terminal }: Context,
  app: App,
  { plan: { strangers } }: PlannedDispatch,
): Promise<void> {
  const sending = await app.openSending()
  if (strangers > 0 && sending.hasReaderPages)
    terminal.say(
      `${people(strangers)} of the file ${strangers === 1 ? 'is' : 'are'} not on the list, and unsubscribe by mail: "masthead subscribers import" gives them pages.`,
    )
}

async function isWanted(
  { terminal }: Context,
  { plan: { recipients } }: PlannedDispatch,
  { dryRun = false, yes = false }: SendFlags,
): Promise<boolean> {
  if (dryRun || recipients === 0) return false
  return (
    yes ||
    isConfirmed(terminal, {
      message: `Send it to ${people(recipients)}?`,
      need: 'Sending needs a confirmation',
    })
  )
}
