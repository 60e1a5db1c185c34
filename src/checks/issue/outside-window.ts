import { isWithin } from '../../posts/selection/window.ts'
import type { Check } from '../check.ts'
import { onlyOfIssues } from './only-of-issues.ts'
import { placedEntries } from './placed-entries.ts'

/** Entries whose posts are of the days of the issue. */
export const outsideWindow: Check = {
  name: 'outside-window',
  cannotRun: onlyOfIssues,
  run({ origin }) {
    if (!origin) return []
    const { window } = origin.issue.head
    return placedEntries(origin).flatMap(({ entry: { title, post = '' }, where }) => {
      const day = origin.posts.get(post)?.whole?.date?.day
      if (day === undefined || isWithin(day, window)) return []
      return [
        {
          check: 'outside-window',
          severity: 'warning',
          what: `"${title}" is of ${day}, and the issue of ${window.from} to ${window.to}`,
          where,
          wayOut: 'Take the entry out, unless it was taken by name on purpose.',
        },
      ]
    })
  },
}
