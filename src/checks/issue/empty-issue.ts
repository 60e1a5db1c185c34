import type { Check } from '../check.ts'
import { onlyOfIssues } from './only-of-issues.ts'

/** An issue that has something to tell. */
export const emptyIssue: Check = {
  name: 'issue-empty',
  cannotRun: onlyOfIssues,
  run({ origin }) {
    if (!origin || origin.issue.sections.some(({ entries }) => entries.length > 0)) return []
    return [
      {
        check: 'issue-empty',
        severity: 'error',
        what: 'The issue has no entries',
        where: { file: origin.file },
        wayOut: 'Compose it from posts, write an entry below a "###" heading, or send none.',
      },
    ]
  },
}
