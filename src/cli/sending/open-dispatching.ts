import type { App } from '../../app.ts'
import type { OpenDispatching } from '../../dispatching.ts'
import { UsageError } from '../../errors.ts'

/** What issues on their way are managed with, until it is closed. */
export async function withDispatching<Result>(
  app: App,
  work: (dispatching: OpenDispatching) => Promise<Result>,
): Promise<Result> {
  const opened = await app.openDispatching()
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
}

/** The issue that is meant: the one that is named, else the only one that has not ended. */
export async function issueOnItsWay(
  { dispatching }: OpenDispatching,
  issue: string | undefined,
  statuses: readonly string[] = ['sending', 'paused'],
): Promise<string> {
  if (issue !== undefined) {
    if (await dispatching.ledger.dispatchOf(issue)) return issue
    throw new UsageError(`Issue ${issue} was never sent`, { wayOut: `"masthead send ${issue}" sends it.` })
  }
  const all = await dispatching.ledger.dispatches()
  const [only, ...others] = all.filter(({ status }) => statuses.includes(status))
  if (only && others.length === 0) return only.issue
  throw new UsageError(
    only
      ? `Several issues are on their way: ${[only, ...others].map(({ issue: id }) => id).join(', ')}`
      : 'No issue is on its way',
    { wayOut: only ? 'Name one of them.' : '"masthead status" with the id of an issue shows how it went.' },
  )
}

/** The issue whose uncertain deliveries are decided on: the one that is named, else the only one that has any. */
export async function issueInDoubt(opened: OpenDispatching, issue: string | undefined): Promise<string> {
  const { ledger } = opened.dispatching
  const inDoubt = []
  for (const { issue: id } of issue === undefined ? await ledger.dispatches() : []) {
    const { uncertain, claimed } = await ledger.counts(id)
    if (uncertain + claimed > 0) inDoubt.push(id)
  }
  if (inDoubt.length > 1)
    throw new UsageError(`Several issues have people of whom nobody knows: ${inDoubt.join(', ')}`, {
      wayOut: 'Name one of them.',
    })
  return issueOnItsWay(opened, issue ?? inDoubt[0])
}
