import type { Delivery, DeliveryPlan, Outcome } from '../deliveries/delivery.ts'
import type { Dispatch } from '../sending.ts'
import type { ExitCode } from './command.ts'
import { people } from './people-count.ts'
import type { Terminal } from './terminal.ts'

const peopleShown = 20

/** Who will get an issue, and who will not. */
export function sayPlan(terminal: Terminal, { plan, pending }: Dispatch, server: string): void {
  const { issue, recipients, leftOut, uncertain } = plan
  terminal.fact('Plan', `issue ${issue} through ${server}`)
  terminal.fact('', `${people(recipients.length)}, ${leftOut.length} left out`)
  if (pending > 0)
    terminal.fact('', `${people(pending)} asked and ${pending === 1 ? 'has' : 'have'} not confirmed yet`)
  for (const { address, reason } of leftOut.slice(0, peopleShown)) terminal.say(`  - ${address}: ${reason}`)
  if (leftOut.length > peopleShown)
    terminal.say(`  - and ${leftOut.length - peopleShown} more, which --json lists`)
  if (uncertain > 0)
    terminal.warn(`${people(uncertain)} may have the issue or not: no run will send it to them again.`)
}

/** How the deliveries of a plan ended: 1 when somebody who was to get the issue did not, or may not have. */
export function reportDeliveries(
  terminal: Terminal,
  { issue, recipients, leftOut }: DeliveryPlan,
  outcomes: readonly Outcome[],
  server: string,
): ExitCode {
  const left = outcomes.filter(outcome => outcome.status === 'left')
  const deliveries = outcomes.filter(
    ({ status }) => status !== 'elsewhere' && status !== 'left',
  ) as Delivery[]
  const count = (status: Delivery['status']) =>
    deliveries.filter(delivery => delivery.status === status).length
  const elsewhere = outcomes.length - deliveries.length - left.length
  const result = { sent: count('sent'), failed: count('failed'), uncertain: count('uncertain'), elsewhere }
  terminal.fact('Sent', `${result.sent} of ${recipients.length}`)
  for (const { address, status, reply } of deliveries)
    if (status !== 'sent') terminal.warn(`${address}: ${status}: ${reply}`)
  for (const { address, reason } of left) terminal.say(`  - ${address}: ${reason}`)
  if (elsewhere > 0) terminal.say(`${people(elsewhere)} left to another run, which is sending to them.`)
  if (outcomes.length < recipients.length)
    terminal.say(
      `${people(recipients.length - outcomes.length)} not tried: run the same command again to go on.`,
    )
  terminal.data({ issue, server, ...result, deliveries, leftOut: [...leftOut, ...left] })
  return result.sent + elsewhere + left.length === recipients.length ? 0 : 1
}

/** That nothing was sent, and to whom it would have been. */
export function reportNothing(terminal: Terminal, { issue, recipients, leftOut }: DeliveryPlan): void {
  terminal.say('Nothing was sent.')
  terminal.data({
    issue,
    sent: 0,
    failed: 0,
    uncertain: 0,
    elsewhere: 0,
    deliveries: [],
    recipients,
    leftOut,
  })
}
