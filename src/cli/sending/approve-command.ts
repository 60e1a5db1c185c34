import { type CommandDefinition, describeCommand } from '../command.ts'
import { isConfirmed } from '../confirmation.ts'
import { sayRendered } from '../words.ts'
import { sayChecks } from './check-before.ts'
import { withDispatching } from './open-dispatching.ts'

/** `masthead approve`: says that exactly this mail may be sent. */
export const approveCommand = (): CommandDefinition => ({
  command: describeCommand(
    'approve [issue]',
    'Approve exactly the mail that an issue is now; any change to it asks for approval again.',
    'approve 2026-W03 --yes',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .option('--yes', 'do not ask'),
  async run(context, { yes = false }: { yes?: boolean }, [named]) {
    const { terminal } = context
    const app = await context.openApp()
    const rendered = await app.render(named)
    sayRendered(terminal, rendered)
    if (!(await sayChecks(context, app, rendered.id, { isRehearsal: false }))) return 1
    return withDispatching(app, async ({ dispatching }) => {
      const { hash } = dispatching.outgoingOf(rendered.mail)
      terminal.fact('Mail', `known by ${hash.slice(0, 12)}; any change to it is another mail`)
      const question = { message: `Approve issue ${rendered.id}?`, need: 'Approving needs a confirmation' }
      if (!yes && !(await isConfirmed(terminal, question))) return 1
      await dispatching.ledger.approve(rendered.id, { hash, at: app.now() })
      terminal.tell(`Issue ${rendered.id} is approved.`)
      terminal.data({ issue: rendered.id, hash })
      return 0
    })
  },
})
