import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MailboxFolder } from '../../../src/inbox/mailbox/mailbox-folder.ts'
import { createInboxPages } from '../../../src/inbox/pages/inbox-pages.ts'
import { aMailbox } from '../a-mailbox.ts'
import { anInboxWith, token } from './an-inbox.ts'

const pagesOf = (mailbox: MailboxFolder) =>
  createInboxPages({ mailbox, token, smtpUrl: 'smtp://127.0.0.1:1025' })

const newsletter = [
  'From: =?utf-8?B?5LqR5Y6f55Sf5ZGo5oql?= <weekly@example.org>',
  'To: reader@example.com',
  'Subject: 云原生周报 #3',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '主权 AI 推动本地 <Kubernetes> 回归',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<!doctype html><p onclick="alert(1)">主权 AI</p><script>alert(2)</script><!--[if mso]>Outlook<![endif]-->',
  '--b--',
  '',
].join('\r\n')

describe('the list page', () => {
  it('shows sender, subject, first words, recipient and size', async () => {
    const { page } = await anInboxWith(newsletter)
    const list = await page('')
    for (const words of [
      '云原生周报',
      '云原生周报 #3',
      '<div class="preview" dir="auto">主权 AI</div>',
      'to reader@example.com',
      ' B</small>',
    ]) {
      expect(list).toContain(words)
    }
  })

  it('says where to send mail while there is none', async () => {
    const response = await pagesOf(await aMailbox()).request(`/${token}/`)
    expect(await response.text()).toMatch(/No mail yet.*Send a mail to <code>smtp:\/\/127\.0\.0\.1:1025/s)
  })

  it('escapes a hostile subject, sender and text', async () => {
    const evil = '<script>alert(1)</script>"\'><img src=x>'
    const { page, id } = await anInboxWith(
      `From: ${evil} <a@b.c>\r\nTo: ${evil}\r\nSubject: ${evil}\r\n\r\n${evil}`,
    )
    for (const text of [await page(''), await page(`mail/${id}`), await page(`mail/${id}?view=source`)]) {
      expect(text).not.toMatch(/<script>|<img/)
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    }
  })
})

describe('an inbox whose folder cannot be read', () => {
  it('says so', async () => {
    const mailbox = new MailboxFolder('/dev/null')
    const response = await pagesOf(mailbox).request(`/${token}/`)
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('ENOTDIR')])
  })
})

describe('the page of a mail', () => {
  it('frames the HTML without scripts, at the width that was asked for', async () => {
    const { page, id } = await anInboxWith(newsletter)
    const shown = await page(`mail/${id}?width=375`)
    expect(shown).toMatch(
      /<iframe class="w375" [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox allow-same-origin"/,
    )
    expect(shown).toContain(`<li id="row-${id}">`)
  })

  it('shows the text and the source of a mail', async () => {
    const { page, id } = await anInboxWith(newsletter)
    expect(await page(`mail/${id}?view=text`)).toContain('主权 AI 推动本地 &lt;Kubernetes&gt; 回归')
    expect(await page(`mail/${id}?view=source`)).toContain('Content-Type: multipart/alternative; boundary=b')
  })

  it('falls back to what the mail has when a view or width is unknown', async () => {
    const { page, id } = await anInboxWith('Subject: plain\r\n\r\nOnly text')
    expect(await page(`mail/${id}?view=html&width=9`)).toMatch(/<pre class="text"[^>]*>Only text/)
  })

  it('says that an unknown mail is unknown', async () => {
    const { get } = await anInboxWith(newsletter)
    for (const id of ['20260101T000000000Z-000000', '..%2F..%2Fetc%2Fpasswd', '%00', 'x']) {
      const response = await get(`/${token}/mail/${id}`)
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringContaining('This mail is not in the inbox'),
      ])
    }
  })
})

describe('the parts of a mail', () => {
  it('hold the HTML as it was received, in a policy that runs no code', async () => {
    const { get, id } = await anInboxWith(newsletter)
    const response = await get(`/${token}/mail/${id}/html`)
    expect((await response.text()).trimEnd()).toBe(
      '<!doctype html><p onclick="alert(1)">主权 AI</p><script>alert(2)</script><!--[if mso]>Outlook<![endif]-->',
    )
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
    expect(response.headers.get('Content-Security-Policy')).toMatch(
      /^sandbox allow-popups.*; default-src 'none'; img-src/,
    )
    expect(response.headers.get('Content-Security-Policy')).not.toMatch(/allow-scripts|script-src/)
    expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it('open links outside the frame without changing what comes before', async () => {
    const { framed, id } = await anInboxWith(newsletter)
    const bare = await (await framed(`mail/${id}/html`)).text()
    expect(await (await framed(`mail/${id}/html?links=new-tab`)).text()).toBe(`${bare}<base target="_blank">`)
  })

  it('stand in the frame at an address that has no token, and opens nothing else', async () => {
    const { page, framed, id } = await anInboxWith(newsletter)
    const [, source = ''] = /<iframe[^>]* src="([^"]+)"/.exec(await page(`mail/${id}`)) ?? []
    expect(source).toContain(`/mail/${id}/html?look=light`)
    expect(source).not.toContain(token)
    for (const path of ['', 'list', `mail/${id}`, `mail/${id}/source`, `mail/${id}/download`])
      expect((await framed(path)).status).toBe(404)
  })

  it('hold text, source and file without changing a byte', async () => {
    const { get, id, mailbox } = await anInboxWith(newsletter)
    const stored = String(await mailbox.read(id))
    const part = async (name: string) => await (await get(`/${token}/mail/${id}/${name}`)).text()
    expect(await part('text')).toBe('主权 AI 推动本地 <Kubernetes> 回归\n')
    expect(await part('source')).toBe(stored)
    expect(await part('download')).toBe(stored)
  })

  it('are missing from a mail that does not have them', async () => {
    const { get, id } = await anInboxWith('Subject: plain\r\n\r\nOnly text')
    expect((await get(`/${token}/mail/${id}/html`)).status).toBe(404)
  })
})

describe('the doors of the inbox', () => {
  it('stay shut without the token', async () => {
    const { get, id } = await anInboxWith(newsletter)
    for (const path of [
      '/',
      '/mail/1',
      '/a-secre/',
      '/a-secret2/',
      '//a-secret/',
      `/wrong/mail/${id}`,
      '/inbox.css',
      '/inbox.js',
      '/events',
      '/list',
    ]) {
      expect((await get(path)).status).toBe(404)
    }
  })

  it.each(['127.0.0.1:8025', 'localhost', '[::1]:80'])('open for the host %s', async Host => {
    expect((await (await anInboxWith(newsletter)).get(`/${token}/`, { Host })).status).toBe(200)
  })

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '192.168.1.2:8025',
    '127.0.0.1:80@evil.example',
  ])('stay shut for the host %s', async Host => {
    expect((await (await anInboxWith(newsletter)).get(`/${token}/`, { Host })).status).toBe(403)
  })

  it.each([
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: 'http://localhost:3000' }, 403],
    [{ Origin: 'http://localhost' }, 200],
    [{ 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }, 200],
    [{ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }, 200],
    [{ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }, 200],
    [{ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }, 403],
  ])('answer a request with %j by %i', async (headers, status) => {
    const { get } = await anInboxWith(newsletter)
    expect((await get(`/${token}/`, { Host: 'localhost', ...headers })).status).toBe(status)
  })

  it('guard every page with a policy that runs no code and frames only mail', async () => {
    const { get, id } = await anInboxWith(newsletter)
    for (const path of ['/', `/${token}/`, `/${token}/mail/${id}`, `/${token}/mail/x`]) {
      expect((await get(path)).headers.get('Content-Security-Policy')).toMatch(
        /^default-src 'none'; style-src 'self'; frame-src 'self';.* frame-ancestors 'none'$/,
      )
    }
  })

  it('need a token that fits a URL', async () => {
    const mailbox = await aMailbox()
    for (const token of ['', '*', 'a/b', ':id']) {
      expect(() => createInboxPages({ mailbox, token })).toThrow(/token holds .*, expected letters/)
    }
  })
})

describe('any bytes at all', () => {
  const lines = fc.constantFrom(
    'Subject: a',
    'From: <',
    'To: a:;',
    'Date: x',
    'Content-Type: multipart/mixed; boundary=b',
    'Content-Type: text/html; charset=nonsense',
    'Content-Transfer-Encoding: base64',
    '--b',
    '--b--',
    '',
    ' folded',
    '=?x?B?/?=',
  )
  const malformed = fc.oneof(
    fc.uint8Array({ maxLength: 500 }).map(bytes => Buffer.from(bytes)),
    fc.array(fc.oneof(lines, fc.string({ unit: 'binary' }))).map(parts => Buffer.from(parts.join('\r\n'))),
  )

  it('never break the list or a page', async () => {
    await fc.assert(
      fc.asyncProperty(malformed, async raw => {
        const { get, id } = await anInboxWith(raw)
        const paths = [
          '',
          `mail/${id}`,
          `mail/${id}?view=text`,
          `mail/${id}?view=headers`,
          `mail/${id}?view=source`,
          `mail/${id}?view=parts`,
          `mail/${id}/source`,
          `mail/${id}/part/0`,
        ]
        for (const path of paths) expect((await get(`/${token}/${path}`)).status).toBe(200)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['a header line of 1 MB', `Subject: ${'x'.repeat(1024 * 1024)}\r\n\r\nHello`],
    ['headers that no parser takes', `Subject: ${'x'.repeat(3 * 1024 * 1024)}\r\n\r\nHello`],
    ['parts nested too deep', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(300)],
  ])('show %s on small pages', async (_what, raw) => {
    const { page, id } = await anInboxWith(raw)
    expect((await page('')).length).toBeLessThan(10_000)
    expect(await page(`mail/${id}?view=source`)).toContain('Source')
  })
})
