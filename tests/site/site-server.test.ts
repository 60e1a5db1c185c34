import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SiteError } from '../../src/errors.ts'
import { aWorkspace } from '../a-workspace.ts'
import { added, asked } from '../store/a-subscriber-store.ts'
import { ada, aSite, rawRequest } from './a-site.ts'

const pageRules = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
]

describe('every answer', () => {
  it.each([
    ['/', 200, 'public, max-age=60', 'strict-origin-when-cross-origin', null],
    ['/issues/', 200, 'public, max-age=300', 'strict-origin-when-cross-origin', null],
    ['/unsubscribe/x', 404, 'no-store', 'no-referrer', 'noindex, nofollow'],
    ['/nothing', 404, 'no-store', 'no-referrer', 'noindex, nofollow'],
  ])('to GET %s is guarded', async (path, status, cache, referrer, robots) => {
    const response = await (await aSite()).ask(path)
    const { headers } = response
    expect({
      status: response.status,
      policy: headers.get('content-security-policy')?.split('; '),
      cache: headers.get('cache-control'),
      referrer: headers.get('referrer-policy'),
      robots: headers.get('x-robots-tag'),
      sniff: headers.get('x-content-type-options'),
      cookie: headers.get('set-cookie'),
      type: headers.get('content-type'),
    }).toEqual({
      status,
      policy: pageRules,
      cache,
      referrer,
      robots,
      sniff: 'nosniff',
      cookie: null,
      type: 'text/html; charset=utf-8',
    })
  })

  it.each(['confirm', 'unsubscribe', 'preferences'] as const)(
    'to a link to %s is for one person alone',
    async purpose => {
      const site = await aSite()
      const response = await site.ask(site.link(purpose, await site.person(ada, asked())))
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
      })
      expect(await response.text()).toContain('<meta name="robots" content="noindex, nofollow">')
    },
  )

  it.each(['/', '/issues/', '/feed.xml', '/style.css', '/healthz', '/nothing'])(
    'to HEAD %s has the headers of GET, and no body',
    async path => {
      const site = await aSite()
      const [get, head] = await Promise.all([site.ask(path), site.ask(path, { method: 'HEAD' })])
      const known = ({ headers }: Response) =>
        [...headers].filter(([name]) => !/^(date|content-length|connection|keep-alive)$/.test(name))
      expect({ status: head.status, headers: known(head), text: await head.text() }).toEqual({
        status: get.status,
        headers: known(get),
        text: '',
      })
    },
  )

  it.each([
    ['/', 'POST', 'GET, HEAD'],
    ['/subscribe', 'PUT', 'GET, POST, HEAD'],
    ['/feed.xml', 'DELETE', 'GET, HEAD'],
    ['/unsubscribe/x', 'PATCH', 'GET, POST, HEAD'],
    ['/healthz', 'OPTIONS', 'GET, HEAD'],
  ])('to %s refuses %s and says what it takes', async (path, method, allowed) => {
    const response = await (await aSite()).ask(path, { method })
    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({
      status: 405,
      allow: allowed,
    })
  })

  it.each(['/%', '/%ff', '//evil.example/', '/issues/%2e%2e%2f', '/a/../b', `/${'a'.repeat(8000)}`])(
    'to the strange path %s is 404',
    async path => {
      const site = await aSite()
      expect((await rawRequest(new URL(site.localUrl).origin + path, {})).status).toBe(404)
      expect(site.problems).toEqual([])
    },
  )

  it.each([
    ['of a known length', {}],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }],
  ])('to a long form %s is 413', async (_name, headers) => {
    const site = await aSite()
    const body = `email=${'a'.repeat(40_000)}`
    expect(await rawRequest(`${site.localUrl}subscribe`, { method: 'POST', headers, body })).toMatchObject({
      status: 413,
    })
    expect(
      (await rawRequest(`${site.localUrl}subscribe`, { method: 'POST', headers, body: 'email=x' })).status,
    ).toBe(400)
  })
})

describe('behind a proxy', () => {
  it.each(['/letters/', '/letters', '/'])(
    'answers at %s, and its links have the path of the public address',
    async path => {
      const site = await aSite({ url: 'https://example.org/letters' })
      const page = await site.page(path)
      expect(page).toContain('action="/letters/subscribe"')
      expect(page).toContain('href="/letters/style.css?v=')
      expect((await site.post('/letters/subscribe', { email: ada })).status).toBe(200)
      expect(await site.store.of(ada)).toMatchObject({
        consents: [{ place: 'https://example.org/letters/' }],
      })
    },
  )

  it('takes a path in any script', async () => {
    const site = await aSite({ url: 'https://example.org/周报/' })
    expect(await site.page(`${encodeURIComponent('周报')}/issues/`)).toContain('No issue has been sent yet.')
  })

  it('takes links as they stand in mails', async () => {
    const site = await aSite({ url: 'https://example.org/letters/' })
    const person = { id: await site.person(ada, added()), address: ada }
    const { pathname } = new URL(site.links.write(site.url, 'unsubscribe', person, site.clock.now))
    for (const path of [pathname, pathname.replace('/letters', '')])
      expect((await site.ask(path)).status).toBe(200)
  })

  it('is not believed about a host', async () => {
    const site = await aSite()
    const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' }
    expect(await rawRequest(`${site.localUrl}issues`, { headers })).toMatchObject({
      status: 301,
      headers: { location: '/issues/' },
    })
  })
})

describe('the style sheet', () => {
  it('has the colours of the theme, light and dark', async () => {
    const response = await (await aSite()).ask('/style.css')
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(await response.text()).toMatch(
      /:root \{\n {2}--page: #efece6;[^}]+--on-band: #ffffff;[^}]+\}\n@media \(prefers-color-scheme: dark\) \{\n:root \{\n {2}--page: #101418;/,
    )
  })
})

describe('health', () => {
  it('is told with the letters that wait, and no address', async () => {
    const site = await aSite()
    await site.person(ada, asked())
    expect(await (await site.ask('/healthz')).json()).toEqual({
      status: 'ok',
      letters: { queued: 1, failed: 0 },
    })
  })

  it('is bad without a database', async () => {
    const site = await aSite()
    site.database.close()
    const response = await site.ask('/healthz')
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 503,
      body: { status: 'unavailable' },
    })
    const page = await site.post('/subscribe', { email: ada })
    expect({ status: page.status, text: await page.text() }).toEqual({
      status: 500,
      text: expect.stringContaining('Something went wrong'),
    })
    expect(site.problems).toHaveLength(2)
  })
})

describe('while another program writes', () => {
  it('pages are shown, and forms wait', async () => {
    const { path } = await aWorkspace()
    const site = await aSite({ database: path('masthead.db') })
    const link = site.link('unsubscribe', await site.person(ada, added()))
    const other = new DatabaseSync(path('masthead.db'))
    other.exec('BEGIN IMMEDIATE')
    const posts = [1, 2, 3].map(at => site.post('/subscribe', { email: `${at}@example.org` }))
    for (const shown of ['/', link, '/healthz']) expect((await site.ask(shown)).status).toBe(200)
    expect(site.calls).toEqual([])
    other.exec('COMMIT')
    other.close()
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(site.calls).toHaveLength(3)
  })
})

describe('the server', () => {
  it('finishes what it was asked when it is closed, and takes no more', async () => {
    const { path } = await aWorkspace()
    const site = await aSite({ database: path('masthead.db') })
    const other = new DatabaseSync(path('masthead.db'))
    other.exec('BEGIN IMMEDIATE')
    const post = site.post('/subscribe', { email: ada })
    const idle = connect(Number(new URL(site.localUrl).port), '127.0.0.1')
    await once(idle, 'connect')
    // The form has arrived once a later request is answered.
    await site.ask('/healthz')
    const closed = site.close()
    await expect(site.ask('/')).rejects.toThrow()
    other.exec('COMMIT')
    other.close()
    expect((await post).status).toBe(200)
    await closed
    expect(await site.store.of(ada)).toMatchObject({ subscriber: { status: 'pending' } })
  })

  it('says that its port is taken, and the way out', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    const opened = aSite({ port })
    await expect(opened).rejects.toThrow(SiteError)
    await expect(opened).rejects.toThrow(
      `Cannot serve the pages on 127.0.0.1:${port}: another program uses this port`,
    )
  })
})
