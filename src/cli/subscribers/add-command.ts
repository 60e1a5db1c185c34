import { add } from '../../subscribers/rules/add.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import { givenProfile, type ProfileFlags } from './given-profile.ts'
import { givenAddress, withSubscribers } from './open-subscribers.ts'

/** `masthead subscribers add`: one person, who asked the operator. */
export const addCommand = (): CommandDefinition => ({
  command: describeCommand(
    'add <address>',
    'Add one person who asked for it, or say more of one; somebody who left comes back only with --reason.',
    'subscribers add ada@example.org --name Ada --language en --tag beta',
    'subscribers add ada@example.org --reason "asked by mail on 2026-01-19"',
  )
    .argument('<address>', 'the address')
    .option('--name <name>', 'the name')
    .option('--language <language>', 'such as zh-CN')
    .option('--timezone <zone>', 'such as Asia/Shanghai')
    .option('--tag <tags...>', 'tags, added to those that there are')
    .option('--attribute <name=value...>', 'anything else that you keep of people')
    .option('--reason <text>', 'why: needed to bring back somebody who left, or to whom mail bounced'),
  async run(context, flags, [written]) {
    const address = givenAddress(written)
    const profile = givenProfile(flags as ProfileFlags)
    const reason = String(flags.reason ?? '').trim()
    const rule = add({ at: new Date(), place: 'subscribers add', profile, reason })
    const { before, after, records } = await withSubscribers(context, async ({ store }) => ({
      before: await store.of(address),
      after: await store.change(address, rule),
      records: (await store.of(address)).consents.length,
    }))
    const isUnchanged = records === before.consents.length
    const isKnown = before.subscriber?.status === 'active'
    const done = isUnchanged ? 'Unchanged' : isKnown ? 'Changed' : before.suppression ? 'Back' : 'Added'
    context.terminal.fact(done, `${after?.address ?? address}`)
    context.terminal.data(after)
    return 0
  },
})
