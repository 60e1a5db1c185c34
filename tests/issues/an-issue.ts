import { type Composition, composeAgain, composeNewIssue } from '../../src/issues/compose-issue.ts'
import type { Entry } from '../../src/issues/entry.ts'
import { parseIssueFile } from '../../src/issues/issue-file.ts'

export const settings = {
  name: '测试周报',
  language: 'zh-CN',
  template: 'weekly',
  sections: { by: 'category', order: [], titles: {} },
  limits: { entries: 20, bytes: 102 * 1024 },
} as const
export const window = { from: '2026-01-12', to: '2026-01-18', timezone: 'Asia/Shanghai' }

/** An entry whose post is `<name>.md`. */
export const anEntry = (name: string, digest: Partial<Entry['digest']> = {}, category = 'news'): Entry => ({
  post: `${name}.md`,
  title: `Title of ${name}`,
  category,
  digest: { summary: `Summary of ${name}.`, stories: [], sources: [], ...digest },
})

export const composeNew = (entries: readonly Entry[]): Composition =>
  composeNewIssue(entries, { id: '2026-W03', number: 3, window }, settings)

export const again = (text: string, entries: readonly Entry[]): Composition =>
  composeAgain(parseIssueFile(text, 'issue.md'), entries, settings)
