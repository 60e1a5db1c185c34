import { type Metric, samplesBy } from './metric.ts'

/** How many there are of each status. */
type Counts = Readonly<Record<string, number>>

/** An account, or a provider, as far as it is measured. */
export interface MeasuredScope {
  name: string
  /** How many messages were handed over in the last minute, hour and day. */
  sent: Counts
  /** Whether nothing may go there now. */
  isHeld: boolean
}

/** What is known of a newsletter at one moment. */
export interface NewsletterFacts {
  /** Of the issues on their way, and of the newest. */
  deliveries: readonly { issue: string; counts: Counts }[]
  issues: Counts
  accounts: readonly MeasuredScope[]
  providers: readonly MeasuredScope[]
  letters: Counts
  subscribers: Counts
}

/** What is measured of a newsletter. */
export const newsletterMetrics = (facts: NewsletterFacts): Metric[] => [
  gauge(
    'deliveries',
    'Deliveries of the issues on their way and of the newest ones, by status.',
    facts.deliveries.flatMap(({ issue, counts }) => samplesBy('status', counts, { issue })),
  ),
  gauge('issues', 'Issues that were ever confirmed, by status.', samplesBy('status', facts.issues)),
  ...scopeMetrics('account', 'SMTP account', facts.accounts),
  ...scopeMetrics('provider', 'recipient provider', facts.providers),
  gauge('letters', 'Letters to single people that wait, or failed.', samplesBy('status', facts.letters)),
  gauge('subscribers', 'People of the list, by status.', samplesBy('status', facts.subscribers)),
]

const scopeMetrics = (label: string, words: string, scopes: readonly MeasuredScope[]): Metric[] => [
  gauge(
    `${label}_messages`,
    `Messages that were handed over lately, by ${words} and window.`,
    scopes.flatMap(({ name, sent }) => samplesBy('window', sent, { [label]: name })),
  ),
  gauge(
    `${label}_held`,
    `Whether no message may go now, by ${words}: limits, a slow-down, or a stop.`,
    scopes.map(({ name, isHeld }) => ({ labels: { [label]: name }, value: Number(isHeld) })),
  ),
]

const gauge = (name: string, help: string, samples: Metric['samples']): Metric => ({
  name: `masthead_${name}`,
  help,
  type: 'gauge',
  samples,
})
