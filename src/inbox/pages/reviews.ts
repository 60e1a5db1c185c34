import type { Report } from '../../checks/report.ts'

/** Checks a mail as it lies in the mailbox. */
export type Review = (raw: Buffer) => Promise<Report>

const maxKept = 50

/** Checks each mail once: its bytes never change. A check that failed is made again when it is asked for. */
export function rememberReviews(review: Review): (id: string, raw: Buffer) => Promise<Report> {
  const kept = new Map<string, Promise<Report>>()
  return (id, raw) => {
    const known = kept.get(id)
    if (known) return known
    const made = review(raw)
    kept.set(id, made)
    made.catch(() => kept.delete(id))
    const [oldest = ''] = kept.keys()
    if (kept.size > maxKept) kept.delete(oldest)
    return made
  }
}
