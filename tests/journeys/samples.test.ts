import { cp, readFile } from 'node:fs/promises'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { aWorkspace } from '../a-workspace.ts'
import { masthead } from '../run-masthead.ts'

interface Row {
  path: string
  title: string
  status: string
}

/** A workspace with the samples of this repository, and nothing composed yet. */
async function theSamples() {
  const workspace = await aWorkspace({ 'masthead.yaml': await readFile('masthead.yaml', 'utf8') })
  await cp('content', workspace.path('content'), { recursive: true })
  return workspace
}

/** What a reader sees of an HTML part. */
const visible = (html: string) =>
  html
    .replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|<title>[\s\S]*?<\/title>|<[^>]*>/g, '')
    .replace(
      /&(amp|lt|gt|quot|#39);/g,
      (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as string] ?? '',
    )

const withoutMarks = (block: string) =>
  block.split('\n').map(line => line.replace(/^- /, '').replaceAll('**', ''))

// The text part is wrapped.
const withoutSpace = (text: string) => text.replace(/\s/g, '')

const sourceLinks = (post: string) =>
  [...post.matchAll(/^\s*(?:\*\*)?(?:Sources?|来源)[:：].*$|^source\s*[:=].*$|^> 译自：.*$/gm)].flatMap(
    ([line]) => [...line.matchAll(/https?:\/\/[^\s)"]+/g)].map(([url]) => url),
  )

async function sendWeek(week: string) {
  const { directory, path } = await theSamples()
  const { exitCode, stdout } = await masthead('-C', directory, 'start', '--week', week, '--once', '--json')
  expect(exitCode).toBe(0)
  const email = await PostalMime.parse(await readFile(path(JSON.parse(stdout).file)))
  const listing = await masthead('-C', directory, 'posts', '--week', week, '--json')
  return { email, rows: JSON.parse(listing.stdout) as Row[], path }
}

describe.each(['2026-W03', '2026-W04'])('the sample posts of %s', week => {
  it('arrive by SMTP with title, summary and sources of every selected post, in both parts, and nothing else', async () => {
    const { email, rows, path } = await sendWeek(week)
    const { html = '', text = '' } = email
    const issue = await readFile(path(`issues/${week}/issue.md`), 'utf8')
    for (const { path: post, title, status } of rows) {
      const isSelected = status === 'selected'
      expect([post, visible(html).includes(title), text.includes(title)]).toEqual([
        post,
        isSelected,
        isSelected,
      ])
      if (!isSelected) continue
      const source = await readFile(path(`content/${post}`), 'utf8')
      for (const url of sourceLinks(source)) {
        expect(html).toContain(`href="${url.replaceAll('&', '&amp;')}"`)
        expect(text).toContain(url)
      }
      const summary =
        issue
          .split(`post: ${post} `)[1]
          ?.split('\n\n')
          .find(block => !/^(!\[|·)/.test(block)) ?? ''
      expect(summary.length).toBeGreaterThan(20)
      for (const line of withoutMarks(summary)) {
        expect(visible(html)).toContain(line)
        expect(withoutSpace(text)).toContain(withoutSpace(line))
      }
    }
    expect(rows.filter(({ status }) => status === 'selected')).toHaveLength(5)
  })

  it('arrive with their subject and the name of the newsletter in Chinese', async () => {
    const { email } = await sendWeek(week)
    expect(email.from).toMatchObject({ name: '云原生周报' })
    expect(email.subject).toMatch(/^云原生周报 #1：/)
    expect(email.html).toContain('lang="zh-CN"')
  })
})

describe('the issue of this repository', () => {
  it('is what its posts give, and composing again leaves it', async () => {
    const { directory, path, read } = await theSamples()
    await cp('issues', path('issues'), { recursive: true })
    const before = await read('issues/2026-W04/issue.md')
    const { stdout } = await masthead('-C', directory, 'compose')
    expect(stdout).toContain('issues/2026-W04/issue.md (unchanged)')
    expect(await read('issues/2026-W04/issue.md')).toBe(before)
  })
})
