import { type CommandDefinition, describeCommand } from '../command.ts'
import { withSubscribers } from '../subscribers/open-subscribers.ts'

/** `masthead keys rotate`: a new key for new links. */
export const rotateKeyCommand = (): CommandDefinition => ({
  command: describeCommand(
    'rotate',
    'Sign new links with a new key; links of past issues go on working.',
    'keys rotate',
  ),
  async run(context) {
    const [{ id }] = await withSubscribers(context, subscribing => subscribing.rotateKey())
    context.terminal.fact('New key', `${id} signs new links; those that older keys signed go on working`)
    context.terminal.data({ id })
    return 0
  },
})
