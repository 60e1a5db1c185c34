import type { Check } from './check.ts'
import { beyondThePost } from './issue/beyond-the-post.ts'
import { emptyIssue } from './issue/empty-issue.ts'
import { outsideWindow } from './issue/outside-window.ts'
import { sentBefore } from './issue/sent-before.ts'
import { toldTwice } from './issue/told-twice.ts'
import { withoutSource } from './issue/without-source.ts'

/** The checks that need the issue that a mail was made of, and its posts. */
export const issueChecks: readonly Check[] = [
  emptyIssue,
  sentBefore,
  outsideWindow,
  withoutSource,
  toldTwice,
  beyondThePost,
]
