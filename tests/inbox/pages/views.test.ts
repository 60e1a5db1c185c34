import { describe, expect, it } from 'vitest'
import { anInboxWith, htmlMail, token } from './an-inbox.ts'

const attached = (name: string, type = 'application/pdf') =>
  [
    'Subject: =?utf-8?B?5L2g5aW9?=',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<img src="cid:logo">',
    '--b',
    `Content-Type: ${type}; name="${name}"`,
    'Content-Disposition: attachment',
    'Content-Transfer-Encoding: base64',
    '',
    'PHNjcmlwdD4=',
    '--b',
    'Content-Type: image/png',
    'Content-ID: <logo>',
    'Content-Transfer-Encoding: base64',
    '',
    'cG5n',
    '--b--',
    '',
  ].join('\r\n')

describe('the views of a mail', () => {
  it('show headers decoded, and beside it as received', async () => {
    const { page, id } = await anInboxWith(attached('a.pdf'))
    const view = await page(`mail/${id}?view=headers`)
    expect(view).toMatch(/Subject<\/th><td[^>]*>你好<\/td><td class="raw">=\?utf-8\?B\?5L2g5aW9\?=<\/td>/)
    expect(view).toMatch(/Delivered-To<\/th><td[^>]*>reader@example.com<\/td><td class="raw"><\/td>/)
  })

  it('show the tree of parts with ways to open each', async () => {
    const { page, id } = await anInboxWith(attached('a.pdf'))
    const view = await page(`mail/${id}?view=parts`)
    for (const words of ['multipart/mixed', 'text/html', 'a.pdf', 'cid:logo', '8 B (12 B encoded)'])
      expect(view).toContain(words)
    expect(view).toContain(`href="/${token}/mail/${id}/part/2/download"`)
  })

  it('show of many recipients the first, and all behind them', async () => {
    const to = Array.from({ length: 60 }, (_, at) => `Reader ${at} <r${at}@example.com>`)
    const { page, id } = await anInboxWith(htmlMail('<p>Hi', [`To: ${to.join(',\r\n ')}`]))
    const view = await page(`mail/${id}`)
    expect(view).toMatch(/<summary>Reader 0 &lt;r0@example.com&gt;, Reader 1 [^<]* and 58 more<\/summary>/)
    expect(view).toContain('Reader 59 &lt;r59@example.com&gt;</details>')
  })

  it('show the address behind a long name', async () => {
    const { page, id } = await anInboxWith(
      htmlMail('<p>Hi', [`From: ${'Weekly '.repeat(40)}<w@example.org>`]),
    )
    expect(await page(`mail/${id}`)).toMatch(/<summary>[^<]{40}… &lt;w@example.org&gt;<\/summary>/)
  })

  it.each(['outlook', 'forced-dark'])('show HTML of more than a megabyte as it is in %s', async look => {
    const html = `<p style="color:black;float:left">${'x'.repeat(1_000_000)}</p>`
    const { page, framed, id } = await anInboxWith(htmlMail(html))
    expect(await page(`mail/${id}?look=${look}`)).toContain('larger than 1 MB')
    expect(await (await framed(`mail/${id}/html?look=${look}`)).text()).toContain(html)
  })

  it('show how lists cut sender, subject and preheader', async () => {
    const html = '<div style="display:none">云原生技术的一周：主权 AI 让 Kubernetes 回到本地机房</div>Hello'
    const { page, id } = await anInboxWith(htmlMail(html, ['From: Weekly <w@example.org>']))
    const view = await page(`mail/${id}`)
    expect(view).toMatch(
      /Gmail, phone <span[^>]*>preheader 45 of 52<\/span>.*回到<mark title="Cut: 本地机房">…/s,
    )
    expect(view).toMatch(/iOS Mail <span[^>]*>nothing cut<\/span>.*<span class="following"[^>]*>Hello/s)
  })

  it('keep what was chosen from mail to mail, but not the leave to load', async () => {
    const { page, id } = await anInboxWith(htmlMail('<img src="https://a.org/b.png">'))
    const view = await page(`mail/${id}?width=375&look=outlook&remote=load&q=Hello`)
    expect(view).toContain(`href="/${token}/mail/${id}?width=375&amp;look=outlook&amp;q=Hello#row-${id}"`)
    expect(view).toContain(`href="/${token}/mail/${id}?view=text`.replace('text', 'headers'))
    expect(view).toContain('class="w375"')
  })

  it('say that Outlook and the forced dark are approximations', async () => {
    const { page, id } = await anInboxWith(htmlMail('<p>Hi'))
    for (const look of ['outlook', 'forced-dark'])
      expect(await page(`mail/${id}?look=${look}`)).toMatch(/class="note">An approximation/)
  })

  it('offer remote content only where there is some', async () => {
    const offer = 'Load remote content'
    const remote = await anInboxWith(htmlMail('<img src="https://a.org/b.png">'))
    expect(await remote.page(`mail/${remote.id}`)).toContain(offer)
    expect(await remote.page(`mail/${remote.id}?remote=load`)).toContain('Block remote content')
    const local = await anInboxWith(htmlMail('<a href="https://a.org/b.png">b</a>'))
    expect(await local.page(`mail/${local.id}`)).not.toContain(offer)
  })
})

describe('the HTML of a mail', () => {
  it.each([
    ['', 'data:'],
    ['?look=dark', 'data:'],
    ['?remote=load', 'data: https: http:'],
    ['?images=off', "'none'"],
    ['?images=off&remote=load', "'none'"],
  ])('at %s may show pictures of %s', async (query, sources) => {
    const { framed, id } = await anInboxWith(htmlMail('<p>Hi'))
    const policy = (await framed(`mail/${id}/html${query}`)).headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain(`; img-src ${sources};`)
    expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';/)
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-forms|allow-top/)
  })

  it('holds the pictures that travel with it, once a look is chosen', async () => {
    const { page, framed, id } = await anInboxWith(attached('a.pdf'))
    expect((await page(`mail/${id}/html`)).trim()).toBe('<img src="cid:logo">')
    const shown = await (await framed(`mail/${id}/html?look=light`)).text()
    expect(shown.trim()).toBe('<img src="data:image/png;base64,cG5n">')
  })

  it('is drawn as Outlook and the dark have it', async () => {
    const { framed, id } = await anInboxWith(
      htmlMail('<!--[if mso]><b style="color:#333">Word</b><![endif]-->'),
    )
    const drawn = async (look: string) => (await framed(`mail/${id}/html?look=${look}`)).text()
    expect(await drawn('outlook')).toMatch(/^<b style="color:#333">Word<\/b>/)
    expect(await drawn('forced-dark')).toContain('<style>:where(html){background:#1b1b1b')
  })
})

describe('the parts of a mail', () => {
  it.each([
    ['报告.pdf', "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf"],
    ['../../etc/passwd', "attachment; filename*=UTF-8''_.._etc_passwd"],
    ['a\u202Efdp.exe', "attachment; filename*=UTF-8''a_fdp.exe"],
    ["a'b(c)*.txt", "attachment; filename*=UTF-8''a%27b%28c%29_.txt"],
    ['', "attachment; filename*=UTF-8''part-2.pdf"],
  ])('are kept as files: %s', async (name, disposition) => {
    const { ask, id } = await anInboxWith(attached(name))
    const response = await ask(`mail/${id}/part/2/download`)
    expect(response.headers.get('Content-Disposition')).toBe(disposition)
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await response.text()).toBe('<script>')
  })

  it.each([
    ['text/html', /^text\/plain/, null],
    ['image/png', /^image\/png/, null],
    ['image/svg+xml', /^application\/octet-stream/, /^attachment/],
    ['application/xhtml+xml', /^application\/octet-stream/, /^attachment/],
  ])('of type %s open without running', async (type, servedAs, disposition) => {
    const { ask, id } = await anInboxWith(attached('a', type))
    const { headers } = await ask(`mail/${id}/part/2`)
    expect(headers.get('Content-Type')).toMatch(servedAs)
    expect(headers.get('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none'/)
    if (disposition) expect(headers.get('Content-Disposition')).toMatch(disposition)
  })

  it('are 404 where there is none', async () => {
    const { ask, id } = await anInboxWith(attached('a.pdf'))
    for (const number of ['9', '2.1', 'x', '__proto__'])
      expect((await ask(`mail/${id}/part/${number}`)).status).toBe(404)
  })
})

describe('the search', () => {
  it('shows the mails that fit, and what was searched for', async () => {
    const { page } = await anInboxWith(htmlMail('<p>Hi'))
    expect(await page('?q=hello')).toMatch(/value="hello".*1 mail with “<bdi>hello<\/bdi>”.*row-/s)
    expect(await page('?q=%22%3E%3Cb%3E')).toMatch(/No mail with “<bdi>&quot;&gt;&lt;b&gt;<\/bdi>”/)
  })
})
