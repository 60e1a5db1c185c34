import type { Issue, IssueEntry } from '../issues/issue.ts'
import type { EntryCost } from './report.ts'

/** Tells how many bytes the HTML of an issue has. */
export type WeighIssue = (issue: Issue) => Promise<number>

/** Gmail shows so many bytes of the HTML of a mail. */
export const gmailLimit = 104_448

interface Standing {
  entry: IssueEntry
  cost: EntryCost
  /** The issue with one entry alone in its section. */
  only(entry: IssueEntry): Issue
}

/** What the entries of an issue take of its mail. */
export interface Costs {
  /** The largest first. */
  entries: readonly EntryCost[]
  /** The fewest entries, the largest first, that save so many bytes when they are cut to their titles; none where all would not do. */
  toSave(bytes: number): Promise<EntryCost[]>
}

/** Weighs each entry alone in its section, for a template adds to its text. */
export async function weighEntries(issue: Issue, weigh: WeighIssue): Promise<Costs> {
  const standing: Standing[] = []
  for (const section of issue.sections) {
    const around = { ...issue, introduction: '', sections: [] }
    const withEntries = (entries: readonly IssueEntry[]) => ({
      ...around,
      sections: [{ ...section, entries }],
    })
    const frame = await weigh(withEntries([]))
    for (const entry of section.entries) {
      const bytes = Math.max(0, (await weigh(withEntries([entry]))) - frame)
      const { title, post } = entry
      const cost = { title, ...(post !== undefined && { post }), bytes }
      standing.push({ entry, cost, only: one => withEntries([one]) })
    }
  }
  const sorted = standing.toSorted((a, b) => b.cost.bytes - a.cost.bytes)
  return { entries: sorted.map(({ cost }) => cost), toSave: bytes => fewestFor(bytes, sorted, weigh) }
}

async function fewestFor(
  bytes: number,
  standing: readonly Standing[],
  weigh: WeighIssue,
): Promise<EntryCost[]> {
  const chosen: EntryCost[] = []
  let rest = bytes
  for (const { entry, cost, only } of standing) {
    if (rest <= 0) break
    rest -= (await weigh(only(entry))) - (await weigh(only({ ...entry, body: '' })))
    chosen.push(cost)
  }
  return rest > 0 ? [] : chosen
}
