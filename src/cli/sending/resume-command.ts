import type { OpenDispatching } from '../../dispatching.ts'
import { UsageError } from '../../errors.ts'
import { type CommandDefinition, describeCommand, type ExitCode } from '../command.ts'
import { logOption, withLog } from '../logs/log-file.ts'
import { people } from '../people-count.ts'
import type { Terminal } from '../terminal.ts'
import { checkServers } from './check-servers.ts'
import { issueInDoubt, issueOnItsWay, withDispatching } from './open-dispatching.ts'
import { runIssue } from './run-issue.ts'

interface ResumeFlags {
  resendUncertain?: boolean
  acceptUncertain?: boolean
  wait?: boolean
  log?: string
}

/** `masthead resume`: goes on with an issue that was paused, or whose program died. */
export const resumeCommand = (): CommandDefinition => ({
  command: describeCommand(
    'resume [issue]',
    'Go on sending an issue: exactly the mail that was confirmed, to exactly those who wait for it.',
    'resume 2026-W03',
    'resume 2026-W03 --accept-uncertain',
  )
    .argument('[issue]', 'the id of an issue; else the only one that has not ended')
    .option('--resend-uncertain', 'send it again to those who may have it or not')
    .option('--accept-uncertain', 'take it that they have it')
    .option('--no-wait', 'end when nothing can go now, in place of waiting for limits and retries')
    .option(...logOption),
  async run(context, flags: ResumeFlags, [named]) {
    if (flags.resendUncertain && flags.acceptUncertain)
      throw new UsageError('--resend-uncertain and --accept-uncertain contradict each other')
    const app = await context.openApp()
    checkServers(context.terminal, app.config)
    return withLog(context, flags.log, log =>
      withDispatching(app, async opened => {
        const decides = flags.resendUncertain || flags.acceptUncertain
        const issue = await (decides ? issueInDoubt : issueOnItsWay)(opened, named)
        opened.dispatching.demandNobodySends(issue)
        await settleUncertain(context.terminal, opened, issue, flags)
        const isFree = await opened.dispatching.release(issue)
        if (!isFree) return sayNothingWaits(context.terminal, opened, issue)
        const { dispatching } = opened
        const isPatient = flags.wait !== false
        const begins = (await dispatching.ledger.dispatchOf(issue))?.begins
        const run = { app, dispatching, issue, isRehearsal: false, isPatient, ...(begins && { begins }), log }
        return runIssue(context, run, {})
      }),
    )
  },
})

async function settleUncertain(
  terminal: Terminal,
  { dispatching }: OpenDispatching,
  issue: string,
  { resendUncertain = false, acceptUncertain = false }: ResumeFlags,
): Promise<void> {
  if (resendUncertain) {
    const count = await dispatching.again(issue, 'uncertain')
    terminal.fact('Again', `${people(count)} who may have it or not ${count === 1 ? 'gets' : 'get'} it again`)
    const { uncertain } = await dispatching.ledger.counts(issue)
    if (uncertain > 0) terminal.fact('Left out', `${people(uncertain)}, suppressed since`)
  }
  if (acceptUncertain) {
    const count = await dispatching.acceptUncertain(issue)
    terminal.fact('Accepted', `${people(count)} ${count === 1 ? 'counts' : 'count'} as having it`)
  }
}

async function sayNothingWaits(
  terminal: Terminal,
  { dispatching: { ledger } }: OpenDispatching,
  issue: string,
): Promise<ExitCode> {
  const counts = await ledger.counts(issue)
  const dispatch = await ledger.dispatchOf(issue)
  terminal.tell(
    dispatch?.status === 'cancelled'
      ? `Issue ${issue} was cancelled: "masthead send ${issue}" sends it to those who do not have it.`
      : `Nobody waits for issue ${issue}.`,
  )
  terminal.data({ issue, status: dispatch?.status, ...counts })
  return counts.failed + counts.uncertain === 0 ? 0 : 1
}
