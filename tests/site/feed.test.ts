import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IssueHead } from '../../src/issues/issue.ts'
import { aBrowser } from '../a-browser.ts'
import { anIssueFile, aPublishedWorkspace } from './a-published-workspace.ts'
import { aSite } from './a-site.ts'

let browser: Browser | undefined
beforeAll(async () => {
  browser = await aBrowser()
}, 60_000)
afterAll(() => browser?.close())

const file = (id: string) => `issues/${id}/issue.md`

// What the parser of a browser makes of a feed; `error` is empty for XML that is well-formed.
const read = `text => {
  const xml = new DOMParser().parseFromString(text, 'application/xml')
  const children = (node, name) => [...node.children].filter(child => child.localName === name && child.namespaceURI === 'http://www.w3.org/2005/Atom')
  const one = (node, name) => children(node, name)[0]?.textContent
  const link = (node, rel) => children(node, 'link').find(child => child.getAttribute('rel') === rel)?.getAttribute('href')
  const feed = xml.documentElement
  return {
    error: xml.querySelector('parsererror')?.textContent ?? '',
    root: feed.localName, id: one(feed, 'id'), title: one(feed, 'title'), updated: one(feed, 'updated'), self: link(feed, 'self'),
    entries: children(feed, 'entry').map(entry => ({
      id: one(entry, 'id'), title: one(entry, 'title'), updated: one(entry, 'updated'), summary: one(entry, 'summary'),
      link: link(entry, 'alternate'), content: one(entry, 'content'), scripts: new DOMParser().parseFromString(one(entry, 'content'), 'text/html').scripts.length,
    })),
  }
}`

const window = { from: '2026-01-12', to: '2026-01-18', timezone: 'Asia/Shanghai' }
const noMail = async () => ({ html: '', embedded: [] })

describe('the feed', () => {
  it('is Atom, with the whole text of each issue and absolute addresses', async ({ skip }) => {
    if (!browser) return skip('The Chromium that npm brings runs on Linux x64 only.')
    const site = await aPublishedWorkspace({
      [file('2026-W03')]: anIssueFile(
        '2026-W03',
        { subject: '"Cats & <dogs> ]]>"' },
        'Intro.\n\n## News\n\n### [Title](https://example.org/a?b=1&c=2)\n\nText with [a link](/below). <script>alert(1)</script>\n',
      ),
    })
    const page = await browser.newPage()
    const feed = await page.evaluate<Record<string, unknown>>(
      `(${read})(${JSON.stringify(await site.page('/feed.xml'))})`,
    )
    await page.close()
    expect(feed).toMatchObject({
      error: '',
      root: 'feed',
      title: 'Weekly',
      id: expect.stringMatching(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/),
      self: 'https://letters.example.org/feed.xml',
      updated: '2026-01-18T15:59:59.000Z',
      entries: [
        {
          title: 'Cats & <dogs> ]]>',
          link: 'https://letters.example.org/issues/2026-W03/',
          summary: 'In short',
          content: expect.stringContaining('<a href="https://blog.example.org/below">'),
          scripts: 0,
        },
      ],
    })
  })

  it('stays XML, whatever an issue says', async ({ skip }) => {
    if (!browser) return skip('The Chromium that npm brings runs on Linux x64 only.')
    const hostile = 'a\u0001b\u000b\ufffe\uffff\u{1f600} {{name}} ]]> <!-- & &nope; &#0;'
    const site = await aPublishedWorkspace({
      [file('2026-W03')]: anIssueFile('2026-W03', { subject: JSON.stringify(hostile) }, `${hostile}\n`),
    })
    const page = await browser.newPage()
    const feed = await page.evaluate<{ error: string; entries: { title: string }[] }>(
      `(${read})(${JSON.stringify(await site.page('/feed.xml'))})`,
    )
    await page.close()
    expect(feed.error).toBe('')
    expect(feed.entries[0]?.title).toContain('{{name}} ]]>')
  })

  const idsIn = (feed: string) => [...feed.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id)

  it('tells of the newest twenty issues, each with an id of its own', async () => {
    const issues = Array.from({ length: 22 }, (_, at) => `n${at + 10}`)
    const files = issues.map((id, at) => [file(id), anIssueFile(id, { number: String(at + 1) })])
    const site = await aPublishedWorkspace(Object.fromEntries(files))
    expect(new Set(idsIn(await site.page('/feed.xml'))).size).toBe(21)
  })

  it('keeps its ids when the pages move', async () => {
    const head = { id: '2026-W03', subject: 'S', preheader: '', language: 'en', window } as IssueHead
    const issue = { head, state: '', changed: new Date('2026-01-17T08:00:00Z') }
    const issues = {
      list: async () => [issue],
      mailOf: noMail,
      viewOf: async () => ({ introductionHtml: '', sections: [] }),
    }
    const feeds = await Promise.all(
      ['https://a.example/', 'https://b.example/news/'].map(async url =>
        (await aSite({ url, issues, id: '0123456789abcdef'.repeat(2) })).page('/feed.xml'),
      ),
    )
    const [one = '', other = ''] = feeds
    expect(idsIn(other)).toEqual(idsIn(one))
    expect(other).toContain('href="https://b.example/news/issues/2026-W03/"')
    expect(other).toContain('<updated>2026-01-17T08:00:00.000Z</updated>')
  })

  it('tells when it has changed', async () => {
    const site = await aPublishedWorkspace({ [file('2026-W03')]: anIssueFile('2026-W03') })
    const { headers } = await site.ask('/feed.xml')
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const known = { headers: { 'If-None-Match': headers.get('etag') ?? '' } }
    expect((await site.ask('/feed.xml', known)).status).toBe(304)
    await site.write(file('2026-W03'), anIssueFile('2026-W03', {}, 'Mended.\n'))
    expect((await site.ask('/feed.xml', known)).status).toBe(200)
  })

  it('is there before the first issue', async () => {
    const site = await aPublishedWorkspace({})
    expect(await site.page('/feed.xml')).toContain('<updated>1970-01-01T00:00:00Z</updated>')
  })
})
