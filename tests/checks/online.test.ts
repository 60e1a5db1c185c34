import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { checkMail } from '../../src/checks/check-mail.ts'
import { isPublicAddress } from '../../src/checks/online/allowed-connection.ts'
import { askEach } from '../../src/checks/online/ask-each.ts'
import { imagesLive } from '../../src/checks/online/images-live.ts'
import { linksLive } from '../../src/checks/online/links-live.ts'
import { openWeb } from '../../src/checks/online/web-connection.ts'
import { onlineChecks } from '../../src/checks/online-checks.ts'
import { aWebServer, status } from './a-web-server.ts'
import { anHtmlMail } from './an-html-mail.ts'
import { anOrigin } from './an-origin.ts'

const ask = openWeb({ timeoutMs: 500, isAllowed: () => true })
const links = (...urls: string[]) => urls.map(url => `<a href="${url}">x</a>`).join('')

describe('the links of a mail', () => {
  it.each([
    [404, 'error: the page is gone (404)'],
    [410, 'error: the page is gone (410)'],
    [401, 'warning: not verified, the site answers programs with 401'],
    [403, 'warning: not verified, the site answers programs with 403'],
    [429, 'warning: not verified, the site answers programs with 429'],
    [999, 'warning: not verified, the site answers programs with 999'],
    [503, 'warning: not verified, the server has a failure (503)'],
  ])('that answer %i are told', async (code, told) => {
    const { url } = await aWebServer({ '/a': status(code) })
    const found = await linksLive(ask).run(await anHtmlMail(links(`${url}/a`)))
    expect(found.map(({ severity, what }) => `${severity}: ${what}`)).toEqual([
      told.replace(': ', `: ${url}/a: `),
    ])
  })

  it('are live by HEAD, by GET where HEAD is refused, and behind five redirects', async () => {
    const { url, asked } = await aWebServer({
      '/a': status(200),
      '/b': (response, { method }) => status(method === 'HEAD' ? 405 : 200)(response),
      '/c': status(301, { location: '/a' }),
    })
    expect(await linksLive(ask).run(await anHtmlMail(links(`${url}/a`, `${url}/b`, `${url}/c`)))).toEqual([])
    expect(asked.toSorted()).toEqual(['GET /b', 'HEAD /a', 'HEAD /a', 'HEAD /b', 'HEAD /c'])
  })

  it('that redirect for ever, say nothing or break off are not verified', async () => {
    const { url } = await aWebServer({
      '/round': status(302, { location: '/round' }),
      '/silent': () => {},
      '/broken': response => void response.destroy(),
      '/fine': status(200),
    })
    const mail = await anHtmlMail(links(`${url}/round`, `${url}/silent`, `${url}/broken`, `${url}/fine`))
    const found = await linksLive(ask).run(mail)
    expect(found.map(({ severity, what }) => [severity, what.replace(url, '')])).toEqual([
      ['warning', '/round: not verified, it redirects more than 5 times'],
      ['warning', '/silent: not verified, it does not answer in time'],
      ['warning', '/broken: not verified, no connection (ECONNRESET)'],
    ])
  })

  it('lead to no address of a private network, not even by a redirect', async () => {
    const { url, asked } = await aWebServer({ '/a': status(200) })
    const found = await linksLive(openWeb()).run(await anHtmlMail(links(`${url}/a`, 'http://localhost:1/')))
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'error'])
    const toPrivate = async () => ({ status: 302, location: `${url}/a` })
    const guarded = openWeb()
    const both = (at: string, method: 'HEAD' | 'GET') =>
      at.startsWith('https://example.org') ? toPrivate() : guarded(at, method)
    expect(await linksLive(both).run(await anHtmlMail(links('https://example.org/')))).toMatchObject([
      { severity: 'error', wayOut: 'Readers cannot open it: name a public address.' },
    ])
    expect(asked).toEqual([])
  })

  it('are not asked where people unsubscribe', async () => {
    const { url, asked } = await aWebServer({ '/a': status(200) })
    const mail = await anHtmlMail(links(`${url}/a`, `${url}/bye`), `List-Unsubscribe: <${url}/bye>\r\n`)
    expect(await linksLive(ask).run(mail)).toEqual([])
    expect(asked).toEqual(['HEAD /a'])
  })

  it('are not asked where they are pages of the newsletter itself, which has the issue once it is sent', async () => {
    const { url, asked } = await aWebServer({ '/a': status(200) })
    const origin = anOrigin('')
    const pages = { ...origin, settings: { ...origin.settings, pagesUrl: `${url}/letters` } }
    const mail = await anHtmlMail(links(`${url}/a`, `${url}/letters/issues/2026-W03/`))
    expect(await linksLive(ask).run({ ...mail, origin: pages })).toEqual([])
    expect(asked).toEqual(['HEAD /a'])
  })

  it('are told with the line of the post that has them', async () => {
    const { url } = await aWebServer({})
    const origin = anOrigin('### T\n\nText.\n', {
      'a.md': `---\ntitle: T\n---\n\n[x](${url}/a b)\n[x](${url}/gone)\n`,
    })
    const mail = { ...(await anHtmlMail(links(`${url}/gone?utm_source=weekly`))), origin }
    expect(await linksLive(ask).run(mail)).toMatchObject([{ where: { file: 'content/a.md', line: 6 } }])
  })

  it('are not judged where no server can be reached', async () => {
    const { notRun } = await checkMail(await anHtmlMail(links('http://127.0.0.1:1/')), [linksLive(ask)])
    expect(notRun).toEqual([{ check: 'links-live', reason: 'no server could be reached' }])
  })
})

describe('the pictures of a mail', () => {
  it.each([
    ['gone', status(404), 'error', 'the picture is gone (404)'],
    [
      'a page',
      status(200, { 'content-type': 'text/html; charset=utf-8' }),
      'error',
      'it is no picture, but text/html',
    ],
    [
      'of a new kind',
      status(200, { 'content-type': 'image/webp' }),
      'warning',
      'it comes as image/webp, which',
    ],
    [
      'large',
      status(200, { 'content-type': 'image/png', 'content-length': '2097152' }),
      'warning',
      'it has 2.0 MB',
    ],
    ['kept from programs', status(403), 'warning', 'not verified, the server answers 403'],
  ])('may be %s', async (_name, answer, severity, what) => {
    const { url } = await aWebServer({ '/a.png': answer })
    const found = await imagesLive(ask).run(await anHtmlMail(`<img src="${url}/a.png">`))
    expect(found).toMatchObject([{ severity, what: expect.stringContaining(what) }])
  })

  it('are fine as PNG of a few KB', async () => {
    const { url } = await aWebServer({
      '/a.png': status(200, { 'content-type': 'image/png', 'content-length': '900' }),
    })
    expect(await imagesLive(ask).run(await anHtmlMail(`<img src="${url}/a.png">`))).toEqual([])
  })
})

describe('askEach', () => {
  it('asks eight at once, and two of one host', async () => {
    const busy = { all: 0, most: 0, ofHost: 0, mostOfHost: 0 }
    const urls = Array.from({ length: 40 }, (_, at) => `https://${at < 20 ? 'one' : `h${at}`}.example/${at}`)
    const results = await askEach(urls, async url => {
      const isOne = url.includes('one.')
      busy.most = Math.max(busy.most, ++busy.all)
      if (isOne) busy.mostOfHost = Math.max(busy.mostOfHost, ++busy.ofHost)
      await pause(1)
      busy.all -= 1
      if (isOne) busy.ofHost -= 1
      return url
    })
    expect([results.size, busy.most, busy.mostOfHost]).toEqual([40, 8, 2])
  })
})

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:10.0.0.1',
    '224.0.0.1',
  ])('is false for %s', address => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['1.1.1.1', '172.32.0.1', '2606:4700:4700::1111'])('is true for %s', address => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('without --online', () => {
  it('none of these checks is made, and each says so', async () => {
    const { passed, notRun } = await checkMail(await anHtmlMail('x'), onlineChecks(false, { bulk: false }))
    expect(passed).toEqual([])
    expect(notRun.map(({ check, reason }) => `${check}: ${reason}`)).toEqual([
      'links-live: it needs the network: add --online',
      'images-live: it needs the network: add --online',
      'sender-domain: it needs the network: add --online',
    ])
  })
})
