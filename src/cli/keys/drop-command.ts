import { UsageError } from '../../errors.ts'
import type { Subscribing } from '../../subscribing.ts'
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
    const forgotten = await withSubscribers(context, subscribing => drop(subscribing, id, Boolean(yes)), {
      isKeyMissed: false,
    })
    context.terminal.fact('Dropped', `${id}, and the hashes of ${people(forgotten)}`)
    context.terminal.data({ id, forgotten })
    return 0
  },
})

async function drop(subscribing: Subscribing, id: string, isWanted: boolean): Promise<number> {
  if (isWanted) return subscribing.dropKey(id)
  const forgotten = (await subscribing.store.forgottenByKey()).get(id) ?? 0
  const back = forgotten > 0 ? `, and an import could bring back ${people(forgotten)} who are forgotten` : ''
  throw new UsageError(`Dropping "${id}" cannot be undone: links that it signed would lead nowhere${back}`, {
    wayOut: 'Say --yes if this is wanted.',
  })
}
