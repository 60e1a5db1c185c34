import { describe, expect, it } from 'vitest'
import { openApp } from '../../src/app.ts'
import { aPng } from '../mail/pictures/a-picture.ts'
import { anIssueFile, aPublishedWorkspace } from './a-published-workspace.ts'

const file = (id: string) => `issues/${id}/issue.md`
const window = (day: number) => `{ from: 2026-01-${day}, to: 2026-01-${day + 6}, timezone: Asia/Shanghai }`

describe('the archive', () => {
  it('lists the issues that were sent, newest first, and no draft and nothing broken', async () => {
    const site = await aPublishedWorkspace({
      [file('2026-W03')]: anIssueFile('2026-W03', { window: window(12) }),
      [file('2026-W04')]: anIssueFile('2026-W04', { window: window(19), number: '4' }),
      [file('2026-W05')]: anIssueFile('2026-W05', { status: 'draft' }),
      [file('2026-W06')]: 'no header',
      [file('2026-W07')]: anIssueFile('2026-W08'),
    })
    const page = await site.page('/issues/?lang=en')
    expect([...page.matchAll(/Subject of (\S+?)</g)].map(([, id]) => id)).toEqual(['2026-W04', '2026-W03'])
    expect(page).toContain('Issue 4 · January 19')
    for (const path of ['/issues/2026-W05/', '/issues/2026-W06/', '/issues/2026-W07/', '/issues/2026-W08/'])
      expect((await site.ask(path)).status).toBe(404)
    expect(site.problems).toHaveLength(1)
    expect(await site.page('/')).toContain('href="/issues/2026-W04/"')
  })

  it('follows the files', async () => {
    const site = await aPublishedWorkspace({
      [file('2026-W03')]: anIssueFile('2026-W03', { status: 'draft' }),
    })
    expect((await site.ask('/issues/2026-W03/')).status).toBe(404)
    await site.write(file('2026-W03'), anIssueFile('2026-W03', {}, 'One.\n'))
    expect(await site.page('/issues/2026-W03/')).toContain('One.')
    await site.write(file('2026-W03'), anIssueFile('2026-W03', {}, 'Another one.\n'))
    expect(await site.page('/issues/2026-W03/')).toContain('Another one.')
    await site.remove('issues/2026-W03')
    expect((await site.ask('/issues/2026-W03/')).status).toBe(404)
  })

  it.each(['../../masthead.yaml', '..%2f..%2fmasthead.yaml', '%2e%2e', '.', 'a%00b', '%ff', '__proto__'])(
    'has no issue at %s',
    async id => {
      const site = await aPublishedWorkspace({ [file('2026-W03')]: anIssueFile('2026-W03') })
      const response = await site.ask(`/issues/${id}/nothing`)
      expect({ status: response.status, problems: site.problems }).toEqual({ status: 404, problems: [] })
    },
  )

  it('is nowhere when the settings say so', async () => {
    const site = await aPublishedWorkspace({ [file('2026-W03')]: anIssueFile('2026-W03') }, 'archive: false')
    for (const path of ['/issues/', '/issues', '/issues/2026-W03/', '/feed.xml'])
      expect((await site.ask(path)).status).toBe(404)
    expect(await site.page('/')).not.toMatch(/issues|feed/)
  })

  it('leads from the address without its slash to the one with it', async () => {
    const site = await aPublishedWorkspace(
      { [file('第三期')]: anIssueFile('第三期') },
      'url: https://example.org/a',
    )
    const places = await Promise.all(
      ['/issues', `/a/issues/${encodeURIComponent('第三期')}`].map(async path =>
        (await site.ask(path)).headers.get('location'),
      ),
    )
    expect(places).toEqual(['/a/issues/', `/a/issues/${encodeURIComponent('第三期')}/`])
    expect((await site.ask(`/issues/${encodeURIComponent('第三期')}/`)).status).toBe(200)
  })
})

describe('a mail', () => {
  it.each([
    ['url: https://letters.example.org/a', 'href="https://letters.example.org/a/issues/2026-W03/"'],
    ['url: https://letters.example.org/, archive: false', undefined],
    ['', undefined],
  ])('with the pages { %s } leads to %s', async (pages, link) => {
    const { directory } = await aPublishedWorkspace({ [file('2026-W03')]: anIssueFile('2026-W03') }, pages)
    const app = await openApp({ directory, environment: {}, clock: () => new Date() })
    const { html } = (await app.render('2026-W03')).mail
    if (link) expect(html).toContain(link)
    expect(html.includes('View in browser')).toBe(link !== undefined)
  })
})

describe('an issue as anybody reads it', () => {
  const template = `<mjml><mj-body><mj-section><mj-column><mj-text>{{greeting}}|{{subscriber.name}}|{{subscriber.address}}|
    <a href="{{unsubscribeUrl}}">{{words.unsubscribe}}</a> <a href="{{browserUrl}}">{{words.viewInBrowser}}</a>
    {{{introductionHtml}}}{{#each sections}}{{{textHtml}}}{{/each}}</mj-text></mj-column></mj-section></mj-body></mjml>`

  it('greets nobody by name, and its links lead to the form and to all issues', async () => {
    const site = await aPublishedWorkspace({
      [file('2026-W03')]: anIssueFile('2026-W03', { template: 'personal' }),
      'templates/personal.mjml': template,
    })
    const page = await site.page('/issues/2026-W03/')
    expect(page).toMatch(/Hello,\|\|\|\s+<a href="..\/..\/">Subscribe<\/a> <a href="..\/">All issues<\/a>/)
    expect(page).not.toMatch(/mailto:|[\uFDD0\uFDD1]/)
  })

  it('runs nothing, sends no form, and tells no other site of its own addresses', async () => {
    const site = await aPublishedWorkspace({ [file('2026-W03')]: anIssueFile('2026-W03') })
    const { headers } = await site.ask('/issues/2026-W03/')
    const policy = headers.get('content-security-policy') ?? ''
    for (const rule of [
      "default-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      'sandbox',
    ])
      expect(policy).toContain(rule)
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-forms|allow-same-origin/)
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('serves the pictures that travel with the mail, and no others', async () => {
    const site = await aPublishedWorkspace({
      [file('2026-W03')]: anIssueFile('2026-W03', {}, '![A chart](chart.png)\n'),
      'issues/2026-W03/chart.png': aPng(30),
      'masthead.yaml': 'name: Weekly\nimages: embed\n',
    })
    const [, name] = /src="pictures\/([^"]+)"/.exec(await site.page('/issues/2026-W03/')) ?? []
    const response = await site.ask(`/issues/2026-W03/pictures/${name}`)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': expect.stringContaining('immutable'),
      'x-content-type-options': 'nosniff',
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(aPng(30))).toBe(true)
    expect(await site.page('/feed.xml')).toContain(
      `src=&quot;${site.url}issues/2026-W03/pictures/${name}&quot;`,
    )
    expect((await site.ask('/issues/2026-W03/pictures/chart.png')).status).toBe(404)
  })

  it('need not be sent again to who has it', async () => {
    const site = await aPublishedWorkspace({ [file('2026-W03')]: anIssueFile('2026-W03') })
    const { headers } = await site.ask('/issues/2026-W03/')
    const known: Record<string, string>[] = [
      { 'If-None-Match': headers.get('etag') ?? '' },
      { 'If-None-Match': `"x", W/${headers.get('etag')}` },
      { 'If-Modified-Since': headers.get('last-modified') ?? '' },
    ]
    for (const header of known) {
      const again = await site.ask('/issues/2026-W03/', { headers: header })
      expect({ status: again.status, text: await again.text() }).toEqual({ status: 304, text: '' })
      expect(again.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect((await site.ask('/issues/2026-W03/', { headers: { 'If-None-Match': '"x"' } })).status).toBe(200)
  })
})
