import type { PlannedDispatch } from '../../dispatching.ts'
import { people } from '../people-count.ts'
import type { Terminal } from '../terminal.ts'
import { sayDuration, sayTime } from './send-time.ts'

const peopleShown = 20
const providersShown = 8

/** When an issue goes out, through what, and in whose time. */
export interface Journey {
  through: string
  begins: Date
  isLater: boolean
  timezone: string
}

/** Who will get an issue, who will not and why, and how long it takes. */
export function sayPlan(terminal: Terminal, planned: PlannedDispatch, journey: Journey): void {
  const { plan, hash } = planned
  terminal.fact('Plan', `issue ${plan.issue} through ${journey.through}`)
  terminal.fact('', `${people(plan.recipients)}, ${plan.leftOut} left out`)
  if (plan.byProvider.length > 1) terminal.fact('', `at ${providers(plan.byProvider)}`)
  if (plan.leftOut > 0)
    terminal.fact('Left out', plan.reasons.map(({ reason, count }) => `${count} ${reason}`).join(', '))
  for (const { address, reason } of plan.named.slice(0, peopleShown))
    terminal.say(`  - ${address}: ${reason}`)
  if (plan.leftOut > peopleShown)
    terminal.say(`  - and ${plan.leftOut - peopleShown} more, which --json lists`)
  if (journey.isLater) terminal.fact('Begins', sayTime(journey.begins, journey.timezone))
  if (plan.recipients > 0) sayEstimate(terminal, planned)
  terminal.fact('Mail', `known by ${hash.slice(0, 12)}; any change to it is another mail`)
}

function providers(counts: PlannedDispatch['plan']['byProvider']): string {
  const shown = counts.slice(0, providersShown).map(({ provider, count }) => `${provider} ${count}`)
  const rest = counts.slice(providersShown).reduce((sum, { count }) => sum + count, 0)
  return [...shown, ...(rest > 0 ? [`elsewhere ${rest}`] : [])].join(', ')
}

function sayEstimate(terminal: Terminal, { estimate: { ms, binds, held } }: PlannedDispatch): void {
  terminal.fact('Takes', `${sayDuration(ms)}${binds === undefined ? '' : `, because of ${binds}`}`)
  if (held > 0) terminal.warn(`${people(held)} wait for you: what would take their mail is stopped.`)
}

/** The plan as data. */
export const planData = ({ plan, hash, estimate }: PlannedDispatch) => ({
  issue: plan.issue,
  hash,
  recipients: plan.recipients,
  byProvider: plan.byProvider,
  leftOut: plan.leftOut,
  reasons: plan.reasons,
  named: plan.named,
  estimate,
})
