import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Report } from '../../src/checks/report.ts'
import { type InboxChoice, openInbox } from '../../src/inbox/inbox-server.ts'
import type { MailboxEvent } from '../../src/inbox/mailbox/mailbox.ts'
import { MailboxFolder } from '../../src/inbox/mailbox/mailbox-folder.ts'
import { createInboxPages } from '../../src/inbox/pages/inbox-pages.ts'
import { startListening } from '../../src/inbox/start-listening.ts'
import { aBrowser } from '../a-browser.ts'
import { aFolder, send } from '../inbox/a-mailbox.ts'

let browser: Browser | undefined
beforeAll(async () => {
  browser = await aBrowser()
}, 60_000)
afterAll(() => browser?.close())

const report: Report = {
  findings: [
    {
      check: 'links',
      severity: 'error',
      what: 'A link leads nowhere',
      where: { file: 'content/a.md', line: 7 },
      wayOut: 'Mend it.',
    },
  ],
  passed: ['html-size'],
  notRun: [],
}

const newsletter = `<!doctype html><html lang="zh-CN"><head><meta name="color-scheme" content="light dark">
<style>p{color:#111}@media (prefers-color-scheme:dark){p{color:rgb(1, 2, 3)}}</style></head>
<body><div style="display:none">主权 AI 让 Kubernetes 回到本地机房</div><p>你好，读者</p>
<!--[if mso]><table><tr><td>drawn by Word</td></tr></table><![endif]-->
<img src="cid:logo" alt="Our logo" width="40" height="40">${'<p style="height:300px">…</p>'.repeat(9)}</body></html>`

const logo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function anInbox(options: Partial<InboxChoice> = {}) {
  const inbox = await openInbox({
    folder: await aFolder(),
    token: 'a-secret',
    httpPort: 0,
    smtpPort: 0,
    ...options,
  })
  onTestFinished(() => inbox.close())
  return inbox
}

async function aPage(pageUrl: string, options: BrowserContextOptions = {}): Promise<Page> {
  // Playwright's own colour scheme would hide what the frame's does.
  const page = await (browser as Browser).newPage({
    viewport: { width: 1360, height: 800 },
    colorScheme: null,
    ...options,
  })
  onTestFinished(() => page.close())
  await page.goto(pageUrl)
  if (options.javaScriptEnabled !== false) await untilReady(page)
  return page
}

/** Waits for the script of the page and for the mail in its frame. */
const untilReady = (page: Page) => page.locator('html[data-ready]').waitFor({ state: 'attached' })

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const mailText = (page: Page) => page.frameLocator('iframe').locator('body')
const colorOfText = (page: Page) =>
  page
    .frameLocator('iframe')
    .locator('p')
    .first()
    .evaluate(node => node.ownerDocument.defaultView?.getComputedStyle(node).color)

/** Asks again until the answer is as expected: a machine with other work takes its time. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 20_000 })

const noBrowser = 'The Chromium that npm brings runs on Linux x64 only.'

/** Serious faults that axe-core finds on a page, its frame aside. */
async function faultsOf(page: Page): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  // The policy of the page lets no script in but its own; a tester's goes past it.
  const { readFileSync } = await import('node:fs')
  await page.evaluate(readFileSync(axe, 'utf8'))
  const found = await page.evaluate<{
    violations: { id: string; impact: string; nodes: { html: string }[] }[]
  }>('axe.run({ exclude: [["iframe"]] })')
  return found.violations
    .filter(({ impact }) => /serious|critical/.test(impact))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

describe('the inbox page', () => {
  it('leads from the list through every view of a mail', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const { smtpUrl, pageUrl } = await anInbox({ review: async () => report })
    await send(smtpUrl, {
      from: '云原生周报 <w@example.org>',
      subject: '云原生周报 #3',
      text: '纯文本',
      html: newsletter,
      attachments: [
        { filename: 'logo.png', cid: 'logo', content: logo },
        { filename: '报告.pdf', content: 'pdf' },
      ],
    })
    const page = await aPage(pageUrl)
    await page.getByText('云原生周报 #3').click()
    await eventually(() => mailText(page).textContent()).toContain('你好，读者')
    await expect
      .poll(() => page.getByRole('complementary').textContent())
      .toMatch(/1 error.*A link leads nowhere/s)
    expect(
      await page
        .frameLocator('iframe')
        .locator('img')
        .evaluate(image => image.naturalWidth),
    ).toBe(1)
    await expect
      .poll(() => page.locator('iframe').evaluate(frame => frame.offsetHeight))
      .toBeGreaterThan(2700)

    await link(page, '600').click()
    await eventually(() => page.locator('iframe').evaluate(frame => frame.offsetWidth)).toBe(600)
    await eventually(() => colorOfText(page)).toBe('rgb(17, 17, 17)')
    await link(page, 'Dark').click()
    await eventually(() => colorOfText(page)).toBe('rgb(1, 2, 3)')
    await link(page, 'Forced dark').click()
    await eventually(() => colorOfText(page)).toMatch(/^oklch\(0\.[89]/)
    await link(page, 'Outlook').click()
    await eventually(() => page.frameLocator('iframe').locator('td').textContent()).toBe('drawn by Word')
    await link(page, 'Images off').click()
    await expect
      .poll(() =>
        page
          .frameLocator('iframe')
          .locator('img')
          .evaluate(image => image.naturalWidth),
      )
      .toBe(0)
    expect(page.url()).toContain('width=600&look=outlook&images=off')

    const [whole] = await Promise.all([page.waitForEvent('popup'), link(page, 'Open ↗').click()])
    await eventually(() => whole.textContent('body')).toContain('drawn by Word')
    await whole.close()

    const shows = async (view: string, words: string) => {
      await link(page, view).click()
      await eventually(() => page.getByRole('main').textContent()).toContain(words)
    }
    await shows('Text', '纯文本')
    await shows('Headers', 'Return-Path')
    await shows('Source', 'Content-Type: multipart/')
    await shows('Parts', 'multipart/related')
    await shows('Checks', 'content/a.md:7')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '报告.pdf' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('报告.pdf')
  }, 60_000)

  it('shows mail as it arrives, and only the searched one', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const { smtpUrl, pageUrl } = await anInbox()
    const page = await aPage(pageUrl)
    await eventually(() => page.textContent('#list')).toContain('No mail yet')
    await send(smtpUrl, { from: 'Ada <a@example.org>', subject: 'First', text: 'One' })
    await eventually(() => page.getByRole('status').textContent()).toBe('New mail from Ada: First')
    await send(smtpUrl, { subject: 'Second', text: 'Two' })
    await eventually(() => page.locator('.rows li').count()).toBe(2)
    await page.getByRole('searchbox').fill('second')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.rows .subject').allTextContents()).toEqual(['Second'])
    await send(smtpUrl, { subject: 'The second second', text: 'Three' })
    await send(smtpUrl, { subject: 'Other', text: 'Four' })
    await expect
      .poll(() => page.locator('.rows .subject').allTextContents())
      .toEqual(['The second second', 'Second'])
  }, 60_000)

  it('opens in eight tabs, which all show mail as it arrives', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const { smtpUrl, pageUrl } = await anInbox()
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const tabs: Page[] = []
    for (const _ of Array(8)) {
      const tab = await context.newPage()
      await tab.goto(pageUrl)
      await untilReady(tab)
      tabs.push(tab)
    }
    await send(smtpUrl, { subject: 'First', text: 'One' })
    for (const tab of tabs) await eventually(() => tab.textContent('#list')).toContain('First')
    await tabs[0]?.close()
    await send(smtpUrl, { subject: 'Second', text: 'Two' })
    await eventually(() => tabs[7]?.textContent('#list')).toContain('Second')
  }, 60_000)

  it('works with the keyboard, which it leaves alone while a person types', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const { smtpUrl, pageUrl } = await anInbox()
    await send(smtpUrl, { subject: 'Older', text: 'Old words', html: newsletter })
    await send(smtpUrl, { subject: 'Newer', text: 'New words', html: newsletter })
    const page = await aPage(pageUrl)
    const focused = () => page.evaluate('document.activeElement.querySelector(".subject")?.textContent')
    await page.keyboard.press('j')
    expect(await focused()).toBe('Newer')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('Older')
    await page.keyboard.press('k')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await eventually(() => page.textContent('h1')).toBe('Older')
    await untilReady(page)
    await page.keyboard.press('2')
    await eventually(() => page.textContent('main')).toContain('Old words')
    await untilReady(page)
    await page.keyboard.press('1')
    await mailText(page).click()
    await untilReady(page)
    await page.keyboard.press('k')
    expect(await focused()).toBe('Newer')
    await page.keyboard.press('?')
    await eventually(() => page.locator('#keys').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('j2?k')
    expect(await page.inputValue('[type=search]')).toBe('j2?k')
    expect(await page.locator('#keys').isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await eventually(() => page.title()).toContain('All mail')
  }, 60_000)

  it('follows a mail that is rendered again, at the same view, width and line', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const tellers = new Set<(event: MailboxEvent) => void>()
    const mailbox = new MailboxFolder(await aFolder())
    const save = (text: string) =>
      mailbox.save(
        Buffer.from(`Subject: ${text}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${newsletter}`),
        { from: '', to: [] },
        new Date(),
      )
    const pages = createInboxPages({
      token: 'a-secret',
      mailbox: {
        list: () => mailbox.list(),
        search: query => mailbox.search(query),
        read: id => mailbox.read(id),
        subscribe: listener => {
          tellers.add(listener)
          return () => tellers.delete(listener)
        },
      },
    })
    const { getRequestListener } = await import('@hono/node-server')
    const server = createServer(getRequestListener(pages.fetch, { overrideGlobalObjects: false }))
    const port = await startListening(server, 0, '127.0.0.1')
    onTestFinished(() => void server.close().closeAllConnections())
    const first = await save('draft')
    const page = await aPage(`http://127.0.0.1:${port}/a-secret/mail/${first}?width=375`)
    await expect
      .poll(() =>
        page.locator('.mail-pane').evaluate(pane => {
          pane.scrollTop = 900
          return pane.scrollTop
        }),
      )
      .toBe(900)
    await eventually(() => tellers.size).toBeGreaterThan(0)
    const second = await save('mended')
    for (const tell of tellers) tell({ kind: 'arrived', id: second, replaces: first })
    await eventually(() => page.textContent('h1')).toBe('mended')
    expect(page.url()).toMatch(new RegExp(`${second}\\?width=375$`))
    await eventually(() => page.locator('.mail-pane').evaluate(pane => pane.scrollTop)).toBe(900)
  }, 60_000)

  it('makes the mail again as another subscriber', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const inbox = await anInbox({
      resender: {
        canResend: () => true,
        resend: async (_id, { name, address }) => {
          await send(inbox.smtpUrl, { subject: `For ${name} at ${address}`, text: 'Hello' })
          return inbox.received.at(-1)
        },
      },
    })
    await send(inbox.smtpUrl, { subject: 'For all', text: 'Hello' })
    const page = await aPage(`${inbox.pageUrl}mail/${inbox.received[0]}`)
    await page.getByText('As another subscriber').click()
    await page.getByLabel('Address').fill('li@example.cn')
    await page.getByLabel('Name').fill('李雷')
    await page.getByRole('button', { name: 'Send again' }).click()
    await eventually(() => page.textContent('h1')).toBe('For 李雷 at li@example.cn')
  }, 60_000)

  it.each(['light', 'dark'] as const)(
    'has nothing serious for axe-core to find in the %s',
    async colorScheme => {
      if (!browser) return
      const { smtpUrl, pageUrl, received } = await anInbox({
        review: async () => report,
        resender: { canResend: () => true, resend: async () => undefined },
      })
      await send(smtpUrl, {
        subject: '云原生周报：'.repeat(9),
        text: 'Words',
        html: newsletter,
        attachments: [{ filename: 'a.pdf', content: 'x' }],
      })
      const page = await aPage(pageUrl, { colorScheme })
      const faults = await faultsOf(page)
      for (const query of [
        '?look=forced-dark',
        '?view=text',
        '?view=headers',
        '?view=source',
        '?view=parts',
        '?view=checks',
      ]) {
        await page.goto(`${pageUrl}mail/${received[0]}${query}`)
        await page.waitForLoadState('networkidle').catch(() => {})
        faults.push(...(await faultsOf(page)).map(fault => `${query} ${fault}`))
      }
      expect(faults).toEqual([])
    },
    90_000,
  )

  it.each([320, 375, 1360])(
    'keeps every view of a mail of long names within %i pixels',
    async width => {
      if (!browser) return
      const { smtpUrl, pageUrl, received } = await anInbox({ review: async () => report })
      await send(smtpUrl, {
        from: {
          name: 'Donaudampfschifffahrtsgesellschaft'.repeat(4),
          address: `${'a'.repeat(60)}@example.org`,
        },
        to: Array.from({ length: 60 }, (_, at) => `reader${at}@example.com`),
        subject: '很长的主题没有空格也没有标点'.repeat(9),
        text: `https://example.com/${'q'.repeat(300)}`,
        html: newsletter,
        attachments: [{ filename: `${'very-long-name-'.repeat(12)}.pdf`, content: 'x' }],
      })
      const page = await aPage(pageUrl, { viewport: { width, height: 700 } })
      const faults: string[] = []
      for (const query of [
        '?width=600',
        ...['text', 'headers', 'source', 'parts'].map(view => `?view=${view}`),
      ]) {
        await page.goto(`${pageUrl}mail/${received[0]}${query}`)
        await untilReady(page)
        const reach = await page.evaluate<number>('document.documentElement.scrollWidth')
        if (reach > width) faults.push(`${query} is ${reach} px wide`)
        faults.push(...(await faultsOf(page)).map(fault => `${query} ${fault}`))
      }
      expect(faults).toEqual([])
    },
    60_000,
  )

  it('works without script', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const { smtpUrl, pageUrl } = await anInbox({ review: async () => report })
    await send(smtpUrl, { subject: 'Hello', text: 'Words', html: newsletter })
    const page = await aPage(pageUrl, { javaScriptEnabled: false, viewport: { width: 375, height: 700 } })
    await page.getByText('Hello').click()
    await eventually(() => mailText(page).textContent()).toContain('你好，读者')
    await link(page, 'Check this mail').click()
    await eventually(() => page.textContent('main')).toContain('content/a.md:7')
    await link(page, '← All mail').click()
    await page.getByRole('searchbox').fill('nothing')
    await page.getByRole('button', { name: 'Search' }).click()
    await eventually(() => page.textContent('#list')).toContain('No mail with')
  }, 60_000)
})

/** A server that counts who comes, with a request or without. */
async function aCounter() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end()
  })
  server.on('connection', () => asked.push('connected'))
  const port = await startListening(server, 0, '127.0.0.1')
  onTestFinished(() => void server.close().closeAllConnections())
  return { asked, url: `http://127.0.0.1:${port}` }
}

const hostileHtml = (url: string) => `<!doctype html><html><head>
<meta http-equiv="refresh" content="0;url=${url}/refresh"><base href="${url}/base/" target="_self">
<link rel="stylesheet" href="${url}/sheet.css"><link rel="preconnect" href="${url}"><link rel="dns-prefetch" href="${url}">
<link rel="preload" as="image" href="${url}/preload"><link rel="prefetch" href="${url}/prefetch"><link rel="icon" href="${url}/icon">
<link rel="manifest" href="${url}/manifest">
<style>@import "${url}/import.css"; @font-face { font-family: A; src: url(${url}/font) }
body { background: url(${url}/css); font-family: A } li { list-style: url(${url}/list) } q { content: url(${url}/content) }</style>
<script>fetch('${url}/fetch'); parent.document.title = 'taken'; top.location = '${url}/top'</script>
<script src="${url}/script"></script></head>
<body background="${url}/body" onload="fetch('${url}/onload')">
<p id="words">Words</p><a id="evil" href="javascript:fetch('${url}/javascript')">Read on</a>
<img src="${url}/image" onerror="fetch('${url}/onerror')"><img srcset="${url}/set 2x" src="relative"><img src="//127.0.0.1/none">
<iframe src="${url}/frame"></iframe><iframe srcdoc="<img src='${url}/srcdoc'>"></iframe>
<object data="${url}/object"></object><embed src="${url}/embed"><video poster="${url}/poster" src="${url}/video" autoplay></video>
<audio src="${url}/audio" autoplay></audio><svg><image href="${url}/svg"/><use href="${url}/use#a"/></svg>
<input type="image" src="${url}/input"><ul><li>one</ul><q></q>
<form action="${url}/form"><input name="secret" value="1"><button id="send">Send</button></form>
<a id="ping" href="#words" ping="${url}/ping">Ping</a><details ontoggle="fetch('${url}/toggle')" open><summary>More</summary></details></body></html>`

describe('a hostile mail', () => {
  it('does nothing and reaches nothing until remote content is asked for', async ({ skip }) => {
    if (!browser) return skip(noBrowser)
    const { asked, url } = await aCounter()
    const { smtpUrl, pageUrl, received } = await anInbox()
    await send(smtpUrl, { subject: '<script>alert(1)</script>', html: hostileHtml(url), text: 'x' })
    const page = await aPage(pageUrl)
    const opened: string[] = []
    page.context().on('page', popup => opened.push(popup.url()))
    for (const look of ['light', 'dark', 'forced-dark', 'outlook']) {
      await page.goto(`${pageUrl}mail/${received[0]}?look=${look}`)
      // A click that meets the frame while it grows waits for it, and may miss it.
      await untilReady(page)
      await eventually(() => page.frameLocator('iframe').locator('#words').textContent()).toBe('Words')
      const frame = page.frameLocator('iframe')
      await frame.locator('#evil').click()
      await frame.locator('#ping').click()
      if (look !== 'outlook') await frame.locator('#send').click()
      await page.waitForTimeout(300)
      expect(await page.title()).toContain('<script>alert(1)</script> ·')
      expect(page.url()).toContain(`look=${look}`)
    }
    expect([asked, opened]).toEqual([[], []])

    await link(page, 'Load remote content').click()
    await eventually(() => asked).toEqual(expect.arrayContaining(['/image']))
    await page.waitForTimeout(300)
    const kinds = new Set(asked.map(path => path.split('/').at(-1)))
    for (const never of [
      'fetch',
      'script',
      'refresh',
      'frame',
      'object',
      'embed',
      'javascript',
      'form',
      'onload',
      'top',
      'ping',
    ])
      expect(kinds).not.toContain(never)
  }, 90_000)
})
