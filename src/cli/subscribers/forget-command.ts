import { mailboxOf } from '../../subscribers/address.ts'
import type { ForgottenPerson } from '../../subscribers/subscriber-store.ts'
import { type CommandDefinition, type Context, describeCommand } from '../command.ts'
import { isConfirmed, type Question } from '../confirmation.ts'
import type { Terminal } from '../terminal.ts'
import { givenAddress, withSubscribers } from './open-subscribers.ts'

/** `masthead subscribers forget`: removes a person everywhere. */
export const forgetCommand = (): CommandDefinition => ({
  command: describeCommand(
    'forget <address>',
    'Delete all that is known of a person; a keyed hash stays, so that no import brings them back.',
    'subscribers forget ada@example.org --yes',
  )
    .argument('<address>', 'the address; it may be unknown')
    .option('--yes', 'do not ask'),
  async run(context, { yes }, [written]) {
    const address = givenAddress(written)
    if (!yes && !(await isConfirmed(context.terminal, questionOf(address)))) return 1
    const forgotten = await withSubscribers(context, ({ store }) => store.forget(address, new Date()))
    const mails = await removeMailsTo(context, address)
    sayForgotten(context.terminal, address, forgotten, mails)
    context.terminal.data({ ...forgotten, mails })
    return 0
  },
})

const questionOf = (address: string): Question => ({
  message: `Delete all that is known of ${address}?`,
  need: 'Forgetting cannot be undone',
})

async function removeMailsTo({ openApp }: Context, address: string): Promise<number> {
  const app = await openApp()
  const { MailboxFolder } = await import('../../inbox/mailbox/mailbox-folder.ts')
  const folder = new MailboxFolder(app.inboxFolder)
  const mailbox = mailboxOf(address)
  const mails = (await folder.list()).filter(({ to, cc, bcc }) =>
    [...to, ...cc, ...bcc].some(person => mailboxOf(person.address) === mailbox),
  )
  await folder.remove(mails.map(({ id }) => id))
  return mails.length
}

function sayForgotten(
  terminal: Terminal,
  address: string,
  { subscriber, suppression, consents, letters, deliveries, isWiped }: ForgottenPerson,
  mails: number,
): void {
  terminal.fact('Forgotten', address)
  const done = [
    subscriber ? 'their name, tags and settings deleted' : 'they were not among the subscribers',
    consents > 0 && `records of consent deleted: ${consents}`,
    suppression && 'their entry among the suppressed replaced by the hash',
    letters > 0 && `letters on their way deleted: ${letters}`,
    mails > 0 && `mails in the test inbox deleted: ${mails}`,
    deliveries > 0 && `deliveries kept, with a hash in place of the address: ${deliveries}`,
    'a keyed hash of the address kept: no import brings them back',
  ]
  for (const line of done) if (line) terminal.say(`  - ${line}`)
  if (!isWiped)
    terminal.warn(
      'Another program is reading the database, whose log still has the address: end it, and run this again.',
    )
  terminal.say('Backups, and files that you imported or exported, are yours to clean.')
}
