import { leave } from '../../subscribers/rules/leave.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import { givenAddress, nobodyHas, withSubscribers } from './open-subscribers.ts'

/** `masthead subscribers remove`: unsubscribes one person, who asked by another way. */
export const removeCommand = (): CommandDefinition => ({
  command: describeCommand(
    'remove <address>',
    'Unsubscribe one person, for good: no import brings them back, or brings them in.',
    'subscribers remove ada@example.org --reason "asked by telephone"',
  )
    .argument('<address>', 'the address')
    .option('--reason <text>', 'why, for the record'),
  async run(context, { reason = '' }, [written]) {
    const address = givenAddress(written)
    const words = { at: new Date(), place: 'subscribers remove', text: String(reason), details: {} }
    const rule = leave({ ...words, how: 'operator', status: 'unsubscribed' })
    const { before, after } = await withSubscribers(context, async ({ store }) => ({
      before: await store.of(address),
      after: await store.change(address, rule),
    }))
    if (!after) throw nobodyHas(address)
    const was = before.subscriber?.status
    if (was === undefined) context.terminal.fact('Kept away', `${address}, who was not on the list`)
    else if (was !== after.status) context.terminal.fact('Removed', `${after.address} gets nothing any more`)
    else context.terminal.fact('Unchanged', `${after.address} was ${was} already`)
    context.terminal.data(after)
    return 0
  },
})
