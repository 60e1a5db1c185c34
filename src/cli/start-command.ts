import { type CommandDefinition, describeCommand } from './command.ts'
import { composeWatched, dataOfIssue, sayComposed } from './compose-command.ts'
import { showInMailbox } from './preview-command.ts'
import { type WindowFlags, windowChoice, withWindowOptions } from './window-options.ts'
import { sayRendered, saySelectionInShort } from './words.ts'

/** `masthead start`: posts to mail in one go, ending in the embedded inbox. */
export const startCommand = (): CommandDefinition => ({
  command: withWindowOptions(
    describeCommand(
      'start',
      'Compose the newest week that has posts, render it, and show it in the test inbox.',
      'start',
      'start --week 2026-W03 --once',
    ),
  ).option('--once', 'end after delivery'),
  async run(context, flags) {
    const { terminal } = context
    const app = await context.openApp()
    const composed = await composeWatched(context, app, windowChoice(flags as WindowFlags))
    saySelectionInShort(terminal, composed.selection, app.config)
    sayComposed(terminal, composed)
    const rendered = await app.render(composed.head.id)
    sayRendered(terminal, rendered)
    const issue = dataOfIssue(composed)
    await showInMailbox(context, app, rendered, { once: flags.once === true }, { issue })
    return 0
  },
})
