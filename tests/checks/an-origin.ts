import type { CheckedMail } from '../../src/checks/check.ts'
import type { IssueOrigin, PostFile } from '../../src/checks/issue-origin.ts'
import { parseIssueFile, readIssue } from '../../src/issues/issue-file.ts'
import { isPost } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import { aPost } from '../a-workspace.ts'
import { anHtmlMail } from './an-html-mail.ts'

const file = 'issues/2026-W03/issue.md'
const head = `---
id: 2026-W03
number: 3
subject: Weekly
window: { from: 2026-01-12, to: 2026-01-18, timezone: UTC }
language: en
template: weekly
status: draft
---
`

/** What a mail was made of, from the body of an issue, whose first line is the tenth of its file, and the texts of its posts. */
export function anOrigin(body: string, posts: Record<string, string> = {}): IssueOrigin {
  const source = head + body
  const files = Object.entries(posts).map(([path, text]): [string, PostFile] => {
    const whole = readPost(path, Buffer.from(text))
    return [path, { file: `content/${path}`, source: text, ...(isPost(whole) && { whole }) }]
  })
  return {
    issue: readIssue(parseIssueFile(source, file)),
    file,
    source,
    posts: new Map(files),
    settings: { address: '', unsubscribeUrl: 'https://example.org/bye' },
    pictureProblems: [],
  }
}

/** A mail of an issue. */
export const aMailOf = async (origin: IssueOrigin): Promise<CheckedMail> => ({
  ...(await anHtmlMail('<p>Mail</p>')),
  origin,
})

/** A post of the days of the issue. */
export const aPostOf = (text: string, header: Record<string, string> = {}): string =>
  aPost({ title: 'T', date: '2026-01-13', ...header }, text)
