import type { PublicPlaces } from '../../mail/mail.ts'
import type { PublicMail, PublicView, SentIssue, SentIssues } from '../sent-issues.ts'

/** How many rendered issues are kept. */
const mostKept = 50

interface Kept<Value> {
  state: string
  value: Promise<Value>
}

/** Issues that are rendered once for each state of their file, however many ask at the same time. */
export class RememberedIssues implements SentIssues {
  readonly #issues: SentIssues
  readonly #mails = new Map<string, Kept<PublicMail>>()
  readonly #views = new Map<string, Kept<PublicView>>()

  constructor(issues: SentIssues) {
    this.#issues = issues
  }

  list(): Promise<readonly SentIssue[]> {
    return this.#issues.list()
  }

  mailOf(issue: SentIssue, places: PublicPlaces): Promise<PublicMail> {
    return once(this.#mails, issue, () => this.#issues.mailOf(issue, places))
  }

  viewOf(issue: SentIssue): Promise<PublicView> {
    return once(this.#views, issue, () => this.#issues.viewOf(issue))
  }
}

function once<Value>(
  kept: Map<string, Kept<Value>>,
  { head: { id }, state }: SentIssue,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = kept.get(id)
  kept.delete(id)
  const entry = known?.state === state ? known : { state, value: make() }
  kept.set(id, entry)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  // What could not be made is made anew for the next one who asks.
  entry.value.catch(() => kept.get(id) === entry && kept.delete(id))
  return entry.value
}
