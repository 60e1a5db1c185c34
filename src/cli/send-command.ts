import { resolve } from 'node:path'
import type { App } from '../app.ts'
import { type Delivery, type DeliveryPlan, type Elsewhere, isHandedOver } from '../deliveries/delivery.ts'
import type { Transport } from '../deliveries/transport.ts'
import { codeOf, UsageError } from '../errors.ts'
import type { Mail } from '../mail/mail.ts'
import type { Dispatch } from '../sending.ts'
import {
  type CommandDefinition,
  type Context,
  describeCommand,
  type ExitCode,
  untilInterrupted,
} from './command.ts'
import { people, reportDeliveries, reportNothing, sayPlan } from './send-report.ts'
import type { Terminal } from './terminal.ts'
import { sayRendered } from './words.ts'

interface SendFlags {
  toFile?: string
  yes?: boolean
  dryRun?: boolean
}

/** `masthead send`: an issue to people, once each. */
export const sendCommand = (): CommandDefinition => ({
  command: describeCommand(
    'send [issue]',
    'Send an issue to the people of a file, once each; without an SMTP server, to the test inbox.',
    'send 2026-W03 --to-file people.csv',
    'send 2026-W03 --to-file people.csv --yes',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .requiredOption('--to-file <csv>', 'people: a CSV file with the columns email and, if you like, name')
    .option('--dry-run', 'show the plan and end')
    .option('--yes', 'do not ask'),
  async run(context, flags, [issue]) {
    const app = await context.openApp()
    const rendered = await app.render(issue)
    sayRendered(context.terminal, rendered)
    const server = await (await app.openSending()).openServer()
    if (server) return send(context, app, rendered.mail, flags, { transport: server, isRehearsal: false })
    context.terminal.warn('No SMTP server is configured: this is a rehearsal into the test inbox.')
    const { openEmbedded } = await import('./test-mailbox.ts')
    const inbox = await openEmbedded(app, { page: false })
    try {
      return await send(context, app, rendered.mail, flags, { transport: inbox.transport, isRehearsal: true })
    } finally {
      await inbox.close()
    }
  },
})

async function send(
  { terminal, console, directory }: Context,
  app: App,
  mail: Mail,
  { toFile = '', yes = false, dryRun = false }: SendFlags,
  { transport, isRehearsal }: { transport: Transport; isRehearsal: boolean },
): Promise<ExitCode> {
  const { readPeopleFile } = await import('../subscribers/people-file.ts')
  const list = await readPeopleFile(resolve(directory, toFile))
  const sending = await app.openSending()
  const dispatch = await sending.dispatch(mail, list, transport, { isRehearsal })
  const { plan } = dispatch
  try {
    sayPlan(terminal, plan, transport.name)
    const onOut = () => (isRehearsal ? Promise.resolve() : markSent(terminal, app, mail.issue))
    // A run that was killed had no time for it.
    if (plan.isOut && !dryRun) await onOut()
    const hasWork = !dryRun && plan.recipients.length > 0
    const isWanted = hasWork && (yes || (await isConfirmed(terminal, plan)))
    if (!isWanted) reportNothing(terminal, plan)
    if (!isWanted) return hasWork ? 1 : 0
    const deliveries = await deliver(terminal, console, dispatch, onOut)
    return reportDeliveries(terminal, plan, deliveries, transport.name)
  } finally {
    dispatch.close()
    transport.close()
  }
}

async function isConfirmed(terminal: Terminal, { recipients }: DeliveryPlan): Promise<boolean> {
  if (!terminal.isInteractive)
    throw new UsageError('Sending needs a confirmation, and there is nobody to ask', {
      wayOut: 'Add --yes in scripts.',
    })
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message: `Send it to ${people(recipients.length)}?`, initialValue: false })
  return !isCancel(answer) && answer
}

// Ctrl-C and its like end after the delivery that is under way, so that none is left uncertain.
async function deliver(
  terminal: Terminal,
  console: Context['console'],
  dispatch: Dispatch,
  onOut: () => Promise<void>,
): Promise<(Delivery | Elsewhere)[]> {
  const deliveries: (Delivery | Elsewhere)[] = []
  let isStopping = false
  void untilInterrupted(console).then(() => {
    isStopping = true
  })
  for await (const delivery of dispatch.deliver()) {
    if (isHandedOver(delivery) && !deliveries.some(isHandedOver)) await onOut()
    deliveries.push(delivery)
    terminal.progress(deliveries.length, dispatch.plan.recipients.length)
    if (isStopping) break
  }
  terminal.endProgress()
  return deliveries
}

// The report of a run does not depend on the file of its issue, which the editor may be at work on.
async function markSent(terminal: Terminal, app: App, issue: string): Promise<void> {
  try {
    await app.markSent(issue)
  } catch (error) {
    terminal.warn(`Issue ${issue} was sent, and its file cannot be marked so: ${codeOf(error)}`)
  }
}
