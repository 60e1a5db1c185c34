import { type CommandDefinition, describeCommand } from '../command.ts'
import { isConfirmed } from '../confirmation.ts'
import { people } from '../people-count.ts'
import { issueOnItsWay, withDispatching } from './open-dispatching.ts'

/** `masthead cancel`: ends an issue for all who wait. */
export const cancelCommand = (): CommandDefinition => ({
  command: describeCommand(
    'cancel [issue]',
    'End an issue for all who wait for it; who has it, has it.',
    'cancel 2026-W03 --yes',
  )
    .argument('[issue]', 'the id of an issue; else the only one that has not ended')
    .option('--yes', 'do not ask'),
  async run({ terminal, openApp }, { yes = false }: { yes?: boolean }, [named]) {
    return withDispatching(await openApp(), async opened => {
      const issue = await issueOnItsWay(opened, named)
      const { dispatching } = opened
      const { queued, deferred } = await dispatching.ledger.counts(issue)
      const question = {
        message: `Cancel issue ${issue} for ${people(queued + deferred)}?`,
        need: 'Cancelling needs a confirmation',
      }
      if (!yes && !(await isConfirmed(terminal, question))) return 1
      const cancelled = await dispatching.cancel(issue)
      const status = (await dispatching.ledger.dispatchOf(issue))?.status
      terminal.tell(
        cancelled === undefined
          ? `Issue ${issue} is ${status}: there is nothing to cancel.`
          : `Issue ${issue} is cancelled for ${people(cancelled)}; "masthead send ${issue}" can send it to them later.`,
      )
      terminal.data({ issue, status, cancelled: cancelled ?? 0 })
      return cancelled === undefined ? 1 : 0
    })
  },
})
