import { type CommandDefinition, describeCommand } from '../command.ts'
import { people } from '../people-count.ts'
import { issueOnItsWay, withDispatching } from './open-dispatching.ts'

/** `masthead pause`: keeps an issue from going on; whatever program sends it ends after what is under way. */
export const pauseCommand = (): CommandDefinition => ({
  command: describeCommand(
    'pause [issue]',
    'Pause an issue that is being sent, here or by another program.',
    'pause 2026-W03',
  ).argument('[issue]', 'the id of an issue; else the only one that has not ended'),
  async run({ terminal, openApp }, _flags, [named]) {
    return withDispatching(await openApp(), async opened => {
      const issue = await issueOnItsWay(opened, named)
      const { dispatching } = opened
      const isPaused = await dispatching.pause(issue)
      const { queued, deferred } = await dispatching.ledger.counts(issue)
      const status = (await dispatching.ledger.dispatchOf(issue))?.status
      terminal.tell(
        isPaused || status === 'paused'
          ? `Issue ${issue} is paused; ${people(queued + deferred)} wait: "masthead resume ${issue}" goes on.`
          : `Issue ${issue} is ${status}: there is nothing to pause.`,
      )
      terminal.data({ issue, status, waiting: queued + deferred })
      return isPaused || status === 'paused' ? 0 : 1
    })
  },
})
