import { SubscriberError, UsageError } from '../../errors.ts'
import { mailboxOf } from '../../subscribers/address.ts'
import type { SubscriberFilter, SubscriberStore } from '../../subscribers/subscriber-store.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import { people } from '../people-count.ts'
import { givenTags } from './given-profile.ts'
import { givenAddress, withSubscribers } from './open-subscribers.ts'
import { filterOf, withFilterOptions } from './subscriber-filter.ts'
import { warnOfUnusedTags } from './unused-tags.ts'

/** `masthead subscribers tag`: adds tags to people, or takes them off. */
export const tagCommand = (): CommandDefinition => ({
  command: withFilterOptions(
    describeCommand(
      'tag [addresses...]',
      'Add tags to people, or take them off.',
      'subscribers tag ada@example.org --add beta',
      'subscribers tag --language zh-CN --add chinese --take old',
      'subscribers tag --all --take old',
    ),
  )
    .argument('[addresses...]', 'whom; else all whom the flags name')
    .option('--add <tags...>', 'tags that they get')
    .option('--take <tags...>', 'tags that are taken off')
    .option('--all', 'everybody'),
  async run(context, flags, addresses) {
    const add = givenTags('--add', tagsIn(flags.add))
    const remove = givenTags('--take', tagsIn(flags.take))
    if (add.length + remove.length === 0)
      throw new UsageError('There is no tag: name some with --add or --take')
    const filter = {
      ...filterOf(flags),
      ...(addresses.length > 0 && { addresses: addresses.map(givenAddress) }),
    }
    if (Object.keys(filter).length === 0 && !flags.all)
      throw new UsageError('Nobody is named', {
        wayOut: 'Name addresses, or --status, --tag, --language, --search, --segment, or --all.',
      })
    const { changed, all } = await withSubscribers(context, async ({ store }) => {
      await demandAll(store, filter)
      await warnOfUnusedTags(context.terminal, store, filter)
      // Who loses the tag that the filter asks for is not counted afterwards.
      const all = await store.countOf(filter)
      return { changed: await store.tag(filter, { add, remove }, new Date()), all }
    })
    context.terminal.fact('Tagged', `${people(changed)} changed, of ${all}`)
    context.terminal.data({ changed, all })
    return 0
  },
})

// A misspelt address must not pass for one that has the tag already.
async function demandAll(store: SubscriberStore, { addresses = [] }: SubscriberFilter): Promise<void> {
  for (const address of addresses)
    if ((await store.countOf({ addresses: [mailboxOf(address)] })) === 0)
      throw new SubscriberError(`Nobody has the address "${address}"; no tag was changed`)
}

const tagsIn = (flag: unknown): string[] => (Array.isArray(flag) ? flag.map(String) : [])
