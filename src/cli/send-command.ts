import { resolve } from 'node:path'
import type { App } from '../app.ts'
import { type DeliveryPlan, isHandedOver, type Outcome } from '../deliveries/delivery.ts'
import { codeOf } from '../errors.ts'
import type { Mail } from '../mail/mail.ts'
import type { Dispatch } from '../sending.ts'
import type { People } from '../subscribers/subscriber.ts'
import {
  type CommandDefinition,
  type Context,
  describeCommand,
  type ExitCode,
  untilInterrupted,
} from './command.ts'
import { isConfirmed, type Question } from './confirmation.ts'
import { type Outgoing, openOutgoing } from './outgoing.ts'
import { people } from './people-count.ts'
import { reportDeliveries, reportNothing, sayPlan } from './send-report.ts'
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
    'Send an issue to the subscribers, or to the people of a file, once each; without an SMTP server, to the test inbox.',
    'send 2026-W03',
    'send 2026-W03 --yes',
    'send 2026-W03 --to-file people.csv',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .option('--to-file <csv>', 'people: a CSV file with the columns email and, if you like, name')
    .option('--dry-run', 'show the plan and end')
    .option('--yes', 'do not ask'),
  async run(context, flags: SendFlags, [issue]) {
    const app = await context.openApp()
    const rendered = await app.render(issue, { hasPages: flags.toFile === undefined })
    sayRendered(context.terminal, rendered)
    const outgoing = await openOutgoing(app, { page: false })
    try {
      if (outgoing.isRehearsal)
        context.terminal.warn('No SMTP server is configured: this is a rehearsal into the test inbox.')
      return await send(context, app, rendered.mail, flags, outgoing)
    } finally {
      await outgoing.close()
    }
  },
})

async function send(
  context: Context,
  app: App,
  mail: Mail,
  { toFile, yes = false, dryRun = false }: SendFlags,
  { transport, isRehearsal }: Outgoing,
): Promise<ExitCode> {
  const { terminal, console } = context
  const people = toFile === undefined ? undefined : await readPeople(context, toFile)
  const sending = await app.openSending()
  const dispatch = await sending.dispatch(mail, people, transport, { isRehearsal })
  const { plan } = dispatch
  try {
    sayPlan(terminal, dispatch, transport.name)
    if (sending.hasReaderPages) sayWhoLeavesByMail(terminal, plan)
    const onOut = () => (isRehearsal ? Promise.resolve() : markSent(terminal, app, mail.issue))
    // A run that was killed had no time for it.
    if (plan.isOut && !dryRun) await onOut()
    const hasWork = !dryRun && plan.recipients.length > 0
    const isWanted = hasWork && (yes || (await isConfirmed(terminal, questionOf(plan))))
    if (!isWanted) reportNothing(terminal, plan)
    if (!isWanted) return hasWork ? 1 : 0
    const deliveries = await deliver(terminal, console, dispatch, onOut)
    return reportDeliveries(terminal, plan, deliveries, transport.name)
  } finally {
    dispatch.close()
  }
}

async function readPeople({ directory }: Context, file: string): Promise<People> {
  const { readPeopleFile } = await import('../subscribers/people-file.ts')
  return readPeopleFile(resolve(directory, file))
}

function sayWhoLeavesByMail(terminal: Terminal, { recipients }: DeliveryPlan): void {
  const count = recipients.filter(({ id }) => id === undefined).length
  if (count > 0)
    terminal.say(
      `${people(count)} of the file ${count === 1 ? 'is' : 'are'} not on the list, and unsubscribe by mail: "masthead subscribers import" gives them pages.`,
    )
}

const questionOf = ({ recipients }: DeliveryPlan): Question => ({
  message: `Send it to ${people(recipients.length)}?`,
  need: 'Sending needs a confirmation',
})

// Ctrl-C and its like end after the delivery that is under way, so that none is left uncertain.
async function deliver(
  terminal: Terminal,
  console: Context['console'],
  dispatch: Dispatch,
  onOut: () => Promise<void>,
): Promise<Outcome[]> {
  const deliveries: Outcome[] = []
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
