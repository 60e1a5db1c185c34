import type { App, Dispatch } from '../app.ts'
import type { Delivery, DeliveryPlan } from '../deliveries/delivery.ts'
import type { Transport } from '../deliveries/transport.ts'
import { UsageError } from '../errors.ts'
import type { Mail } from '../mail/mail.ts'
import { readPeopleFile } from '../subscribers/people-file.ts'
import { type CommandDefinition, type Context, describeCommand } from './command.ts'
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
    .argument('[issue]', 'the id of an issue; the newest, if none is given')
    .requiredOption('--to-file <csv>', 'people: a CSV file with the columns email and, if you like, name')
    .option('--dry-run', 'show the plan and end')
    .option('--yes', 'do not ask'),
  async run(context, flags, [issue]) {
    const app = await context.openApp()
    const { mail, ...rendered } = await app.render(issue)
    sayRendered(context.terminal, { mail, ...rendered })
    const server = await app.openServer()
    if (server) return sendThrough(server, context, app, mail, flags as SendFlags, false)
    context.terminal.warn('No SMTP server is configured: this is a rehearsal into the test inbox.')
    const { openEmbedded } = await import('./test-mailbox.ts')
    const inbox = await openEmbedded(app, { page: false })
    try {
      return await sendThrough(inbox.transport, context, app, mail, flags as SendFlags, true)
    } finally {
      await inbox.close()
    }
  },
})

async function sendThrough(
  transport: Transport,
  { terminal }: Context,
  app: App,
  mail: Mail,
  { toFile = '', yes = false, dryRun = false }: SendFlags,
  isRehearsal: boolean,
) {
  try {
    const people = await readPeopleFile(toFile)
    const dispatch = app.dispatch(mail, people, transport, { isRehearsal })
    sayPlan(terminal, dispatch.plan, transport)
    if (dryRun || dispatch.plan.recipients.length === 0) return reportNothing(terminal, dispatch.plan, dryRun)
    if (!yes && !(await isConfirmed(terminal, dispatch.plan)))
      return reportNothing(terminal, dispatch.plan, false)
    const deliveries = await act(terminal, dispatch)
    const sent = deliveries.filter(({ status }) => status === 'sent')
    if (sent.length > 0 && !isRehearsal) await app.markSent(mail.issue)
    return report(terminal, dispatch.plan, deliveries, transport)
  } finally {
    transport.close()
  }
}

function sayPlan(
  terminal: Terminal,
  { issue, recipients, leftOut }: DeliveryPlan,
  { name }: Transport,
): void {
  terminal.fact(
    'Plan',
    `issue ${issue} to ${recipients.length} people through ${name}, ${leftOut.length} left out`,
  )
  for (const { address, reason } of leftOut) terminal.say(`  - ${address}: ${reason}`)
}

async function isConfirmed(terminal: Terminal, { recipients }: DeliveryPlan): Promise<boolean> {
  if (!terminal.isInteractive)
    throw new UsageError('Sending needs a confirmation, and there is nobody to ask', {
      wayOut: 'Add --yes in scripts.',
    })
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message: `Send it to ${recipients.length} people?`, initialValue: false })
  return !isCancel(answer) && answer
}

async function act(terminal: Terminal, { plan, deliver }: Dispatch): Promise<Delivery[]> {
  const { progress } = await import('@clack/prompts')
  const bar = terminal.showsProgress
    ? progress({ max: plan.recipients.length, output: terminal.console.stderr })
    : undefined
  const deliveries: Delivery[] = []
  bar?.start('Sending')
  for await (const delivery of deliver()) {
    deliveries.push(delivery)
    bar?.advance(1, `${deliveries.length} of ${plan.recipients.length}`)
  }
  bar?.stop(`${deliveries.length} of ${plan.recipients.length}`)
  return deliveries
}

function report(
  terminal: Terminal,
  plan: DeliveryPlan,
  deliveries: readonly Delivery[],
  { name }: Transport,
) {
  const count = (status: Delivery['status']) =>
    deliveries.filter(delivery => delivery.status === status).length
  const result = { sent: count('sent'), failed: count('failed'), uncertain: count('uncertain') }
  terminal.fact('Sent', `${result.sent} of ${plan.recipients.length}`)
  for (const { address, status, reply } of deliveries)
    if (status !== 'sent') terminal.warn(`${address}: ${status}: ${reply}`)
  terminal.data({ issue: plan.issue, server: name, ...result, deliveries, leftOut: plan.leftOut })
  return result.sent === plan.recipients.length ? 0 : 1
}

function reportNothing(terminal: Terminal, { issue, recipients, leftOut }: DeliveryPlan, isDryRun: boolean) {
  terminal.say('Nothing was sent.')
  terminal.data({ issue, sent: 0, failed: 0, uncertain: 0, deliveries: [], recipients, leftOut })
  return isDryRun || recipients.length === 0 ? 0 : 1
}
