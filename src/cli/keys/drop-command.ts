import { UsageError } from '../../errors.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import { people } from '../people-count.ts'
import { withSubscribers } from '../subscribers/open-subscribers.ts'

/** `masthead keys drop`: ends what a key stands for. */
export const dropKeyCommand = (): CommandDefinition => ({
  command: describeCommand(
    'drop <key>',
    'End a key: links that it signed no longer work, and imports may bring back whom it hashed.',
    'keys drop 3f9c21ab --yes',
  )
    .argument('<key>', 'its name, as "masthead keys list" shows it')
    .option('--yes', 'that this is wanted'),
  async run(context, { yes }, [id = '']) {
    if (!yes)
      throw new UsageError(`Dropping "${id}" cannot be undone`, {
        wayOut: 'People could no longer unsubscribe by links that it signed. Say --yes if this is wanted.',
      })
    const forgotten = await withSubscribers(context, subscribing => subscribing.dropKey(id))
    context.terminal.fact('Dropped', `${id}, and the hashes of ${people(forgotten)}`)
    context.terminal.data({ id, forgotten })
    return 0
  },
})
