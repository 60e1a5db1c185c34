import { type CommandDefinition, describeCommand } from '../command.ts'
import { people } from '../people-count.ts'
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
    .option('--no-wait', 'end when nothing can go now, in place of waiting for limits and retries'),
  async run(context, flags: { wait?: boolean }, [named]) {
    const { terminal } = context
    const app = await context.openApp()
    return withDispatching(app, async opened => {
      const { dispatching } = opened
      const issue = await issueOnItsWay(opened, named, ['sending', 'paused', 'done', 'cancelled'])
      const count = await dispatching.again(issue, 'failed')
      if (count === 0) {
        terminal.tell(`Nobody failed to get issue ${issue}.`)
        terminal.data({ issue, ...(await dispatching.ledger.counts(issue)) })
        return 0
      }
      terminal.fact('Again', people(count))
      await dispatching.release(issue)
      const run = { app, dispatching, issue, isRehearsal: false, isPatient: flags.wait !== false }
      return runIssue(context, run, {})
    })
  },
})
