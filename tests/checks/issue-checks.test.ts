import { describe, expect, it } from 'vitest'
import type { Check } from '../../src/checks/check.ts'
import { beyondThePost } from '../../src/checks/issue/beyond-the-post.ts'
import { emptyIssue } from '../../src/checks/issue/empty-issue.ts'
import { outsideWindow } from '../../src/checks/issue/outside-window.ts'
import { sentBefore } from '../../src/checks/issue/sent-before.ts'
import { toldTwice } from '../../src/checks/issue/told-twice.ts'
import { withoutSource } from '../../src/checks/issue/without-source.ts'
import { issueChecks } from '../../src/checks/issue-checks.ts'
import type { IssueOrigin } from '../../src/checks/issue-origin.ts'
import { hashOf } from '../../src/issues/entry.ts'
import { anHtmlMail } from './an-html-mail.ts'
import { aMailOf, anOrigin, aPostOf } from './an-origin.ts'

const findings = async (check: Check, origin: IssueOrigin) => check.run(await aMailOf(origin))
const said = async (check: Check, origin: IssueOrigin) =>
  (await findings(check, origin)).map(({ where, what }) => `${where?.line}: ${what}`)

/** An entry of `a.md`, as composed where nothing is edited. */
const entry = (text: string, title = '[T](https://example.org/a)') =>
  `### ${title}\n<!-- post: a.md · generated: 000000000000 -->\n\n${text}\n\n`

/** The same as composing has written it. */
const composed = (title: string, text = '', post = 'a.md') =>
  `### ${title}\n<!-- post: ${post} · generated: ${hashOf(`### ${title}\n${text}`)} -->\n\n${text}\n\n`

describe('an empty issue', () => {
  it('is an error', async () => {
    expect(await findings(emptyIssue, anOrigin('## News\n\nSoon.\n'))).toMatchObject([
      { severity: 'error', what: 'The issue has no entries', where: { file: 'issues/2026-W03/issue.md' } },
    ])
  })

  it('is none with one entry', async () => {
    expect(await findings(emptyIssue, anOrigin('### One\n\nText.\n'))).toEqual([])
  })
})

describe('a post that went out before', () => {
  const origin = anOrigin(entry('Text.'), { 'a.md': aPostOf('Text.') })

  it('is named with its issue, and the line of its entry', async () => {
    const sentIn = new Map([['a.md', '2026-W02']])
    expect(await said(sentBefore, { ...origin, sentIn })).toEqual(['10: "T" went out with issue 2026-W02'])
  })

  it('is none where other posts did', async () => {
    expect(await said(sentBefore, { ...origin, sentIn: new Map([['b.md', '2026-W02']]) })).toEqual([])
  })
})

describe('the days of an issue', () => {
  it.each([
    ['2026-01-18', []],
    ['2026-01-19', ['12: "T" is of 2026-01-19, and the issue of 2026-01-12 to 2026-01-18']],
  ])('have or have not a post of %s', async (date, lines) => {
    const origin = anOrigin(`## News\n\n${entry('Text.')}`, { 'a.md': aPostOf('Text.', { date }) })
    expect(await said(outsideWindow, origin)).toEqual(lines)
  })
})

describe('an entry without a source', () => {
  it.each([
    ['a title that is a link', entry('Text.')],
    ['a source below it', entry('Text.\n\nSources: [Here](https://example.org)', 'T')],
    ['a source of a story', entry('- **Story** — Text. [Here](https://example.org)', 'T')],
  ])('is none with %s', async (_name, text) => {
    expect(await said(withoutSource, anOrigin(text))).toEqual([])
  })

  it('is told where the editor wrote it', async () => {
    expect(await said(withoutSource, anOrigin('## News\n\n### Mine\n\nText.\n'))).toEqual([
      '12: "Mine" has neither a link nor a source',
    ])
  })

  it('is told once of all entries of posts: the site has no address', async () => {
    const origin = anOrigin(['A', 'B', 'C', 'D'].map(title => composed(title)).join(''))
    expect(await findings(withoutSource, origin)).toMatchObject([
      {
        what: 'Neither a link nor a source: "A", "B", "C" and 1 more',
        wayOut: expect.stringContaining('site.url'),
      },
    ])
  })
})

describe('a story that is told twice', () => {
  const one = '### [A](https://example.org/2026/a)\n\nText of a.\n\n'
  it.each([
    [
      'the same page',
      `${one}### [B](https://example.org/2026/a?utm_source=x)\n\nOther words.\n`,
      '14: "B" and "A" (line 10)',
    ],
    [
      'the same words',
      '### Kubernetes is used by 82 per cent\n\nThe survey asked 600 people about containers in production.\n\n### Kubernetes is used by 82 per cent\n\nThe survey asked 600 people about containers in production.\n',
      '14: "Kubernetes is used by 82 per cent" and "Kubernetes is used by 82 per cent" (line 10)',
    ],
    [
      'the source of a story',
      `${one}### News\n\n- **First** — One. [a](https://example.org/2026/b)\n\n### Others\n\n- **Second** — Two. [b](https://example.org/2026/b)\n`,
      '18: "Second" and "First" (line 14)',
    ],
  ])('is known by %s', async (_name, text, line) => {
    expect(await said(toldTwice, anOrigin(text))).toEqual([`${line} tell the same story`])
  })

  it.each([
    ['another page', `${one}### [B](https://example.org/2026/b)\n\nOther words.\n`],
    [
      'another version',
      '### Rust 1.80 is out\n\nSee what is new.\n\n### Rust 1.81 is out\n\nSee what is new.\n',
    ],
    ['a shared home page', '### [A](https://example.org)\n\nOne.\n\n### [B](https://example.org)\n\nTwo.\n'],
  ])('is none with %s', async (_name, text) => {
    expect(await said(toldTwice, anOrigin(text))).toEqual([])
  })
})

describe('what an entry says beyond its post', () => {
  const post = aPostOf(
    'Kubernetes runs at 82 per cent, says the CNCF. [Survey](https://example.org/survey)\n',
  )
  const of = (text: string) => said(beyondThePost, anOrigin(entry(text), { 'a.md': post }))

  it.each([
    ['a number', 'Kubernetes runs at 83 per cent.', '"83 per cent"'],
    ['a name', 'Kubernetes runs at 82 per cent, says Gartner.', '"Gartner"'],
    ['a link', 'See [this](https://example.com/other).', '"https://example.com/other"'],
  ])('is told: %s', async (_name, text, what) => {
    expect(await of(text)).toEqual([`10: In "T", the post does not have ${what}`])
  })

  it.each([
    ['words of the editor', 'We like this survey: one of the three that you have to read. "Must read!"'],
    ['what the post says', 'Kubernetes runs at 82 per cent, says the CNCF.'],
    ['the link of the post', 'See [the survey](https://example.org/survey?utm_source=x#top).'],
    ['Chinese words of the editor', '编者按：这份调查值得一读，三分钟就能看完。'],
  ])('is nothing with %s', async (_name, text) => {
    expect(await of(text)).toEqual([])
  })

  it('is not looked for where the post is gone', async () => {
    expect(await said(beyondThePost, anOrigin(entry('Runs at 83 per cent.')))).toEqual([])
  })

  it('counts every word of a summary that no editor has touched', async () => {
    const text = composed('T', '阿尔法贝塔公司发布了新的集群。')
    expect(await said(beyondThePost, anOrigin(text, { 'a.md': post }))).not.toEqual([])
    expect(await of('阿尔法贝塔公司发布了新的集群。')).toEqual([])
  })
})

describe('the checks of issues', () => {
  it('cannot be made of other mails', async () => {
    const mail = await anHtmlMail('<p>Mail</p>')
    expect(issueChecks.map(check => check.cannotRun?.(mail))).toEqual(
      issueChecks.map(() => 'the mail is none of the issues of this workspace'),
    )
  })
})
