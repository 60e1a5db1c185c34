import type { Check } from '../check.ts'
import { onlyOfIssues } from './only-of-issues.ts'
import { placedEntries } from './placed-entries.ts'

/** Posts that no earlier issue went out with. A warning: an editor may bring one again on purpose. */
export const sentBefore: Check = {
  name: 'sent-before',
  cannotRun: mail =>
    onlyOfIssues(mail) ??
    (mail.origin?.sentIn ? undefined : 'another issue is broken, so what went out is not known'),
  run({ origin }) {
    if (!origin) return []
    return placedEntries(origin).flatMap(({ entry: { title, post = '' }, where }) => {
      const other = origin.sentIn?.get(post)
      if (other === undefined) return []
      return [
        {
          check: 'sent-before',
          severity: 'warning',
          what: `"${title}" went out with issue ${other}`,
          where,
          wayOut: 'Take the entry out, unless it is brought again on purpose.',
        },
      ]
    })
  },
}
