import type { Check } from '../check.ts'
import { type AskSpamd, openSpamd, type SpamReport } from './spamd-connection.ts'

/** SpamAssassin calls a mail spam from 5 on. */
const least = { error: 5, warning: 3 }
const shown = 4

/** What a SpamAssassin daemon thinks of the mail; without one, it is not made. */
export const spamScore = (
  address: string | undefined,
  ask: AskSpamd | undefined = address === undefined ? undefined : openSpamd(address),
): Check => ({
  name: 'spam-score',
  cannotRun: () => (ask ? undefined : 'no daemon is named: checks.spamd in masthead.yaml'),
  async run({ received }) {
    const report = await ask?.(received.raw)
    if (!report || report.score < least.warning) return []
    return [
      {
        check: 'spam-score',
        severity: report.score >= least.error ? 'error' : 'warning',
        what: `SpamAssassin gives it ${report.score} points${heaviestOf(report)}`,
        wayOut: 'Mend what its heaviest rules name; from 5 points on it counts as spam.',
      },
    ]
  },
})

function heaviestOf({ rules }: SpamReport): string {
  const heaviest = rules.filter(({ score }) => score > 0).slice(0, shown)
  return heaviest.length === 0
    ? ''
    : `: ${heaviest.map(({ name, score }) => `${name} (${score})`).join(', ')}`
}
