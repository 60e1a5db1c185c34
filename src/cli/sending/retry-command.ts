import { type CommandDefinition, describeCommand } from '../command.ts'
import { logOption, withLog } from '../logs/log-file.ts'
import { people } from '../people-count.ts'
import { checkServers } from './check-servers.ts'
import { issueOnItsWay, withDispatching } from './open-dispatching.ts'
import { runIssue } from './run-issue.ts'

/** `masthead retry`: tries those again for whom an issue failed. */
export const retryCommand = (): CommandDefinition => ({
  command: describeCommand(
    'retry [issue]',
    'Try those again for whom an issue failed; mailboxes that do not exist stay out.',
    'retry 2026-W03',
  )
    .argument('[issue]', 'the id of an issue; else the only one that was sent')
    .option('--no-wait', 'end when nothing can go now, in place of waiting for limits and retries')
    .option(...logOption),
  async run(context, flags: { wait?: boolean; log?: string }, [named]) {
    const { terminal } = context
    const app = await context.openApp()
    checkServers(context.terminal, app.config)
    return withLog(context, flags.log, log =>
      withDispatching(app, async opened => {
        const { dispatching } = opened
        const issue = await issueOnItsWay(opened, named, ['sending', 'paused', 'done', 'cancelled'])
        dispatching.demandNobodySends(issue)
        const before = await dispatching.ledger.dispatchOf(issue)
        const count = await dispatching.again(issue, 'failed')
        const counts = await dispatching.ledger.counts(issue)
        if (counts.failed > 0)
          terminal.fact(
            'Left out',
            `${people(counts.failed)}, suppressed since: they left, bounced or complained`,
          )
        if (count > 0) terminal.fact('Again', people(count))
        if (count === 0 || before?.status === 'paused') {
          if (count > 0) terminal.tell(`The issue stays paused: "masthead resume ${issue}" goes on.`)
          else if (counts.failed === 0) terminal.tell(`Nobody failed to get issue ${issue}.`)
          terminal.data({ issue, status: before?.status, ...counts })
          return 0
        }
        await dispatching.release(issue)
        const run = { app, dispatching, issue, isRehearsal: false, isPatient: flags.wait !== false, log }
        return runIssue(context, run, {})
      }),
    )
  },
})
