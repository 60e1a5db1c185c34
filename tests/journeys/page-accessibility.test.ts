import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prefer } from '../../src/subscribers/rules/prefer.ts'
import { aBrowser } from '../a-browser.ts'
import { ada, aSite } from '../site/a-site.ts'
import { added, asked, minute } from '../store/a-subscriber-store.ts'

let browser: Browser | undefined
beforeAll(async () => {
  browser = await aBrowser()
}, 60_000)
afterAll(() => browser?.close())

const unavailable = 'The Chromium that npm brings runs on Linux x64 only.'
const cases = (['zh-CN', 'en'] as const).flatMap(language =>
  (['light', 'dark'] as const).map(scheme => [language, scheme] as const),
)

async function aSiteWithPeople() {
  const issue = { subject: 'A subject', preheader: 'In short', number: 3, language: 'en' } as const
  const window = { from: '2026-01-12', to: '2026-01-18', timezone: 'Asia/Shanghai' }
  const head = { ...issue, id: '2026-W03', window, template: 'weekly', status: 'sent' } as const
  const nothing = async (): Promise<never> => Promise.reject(new Error('not asked for'))
  const list = async () => [{ head, changed: minute(0), state: '' }]
  const site = await aSite({ issues: { list, mailOf: nothing, viewOf: nothing } })
  const pausedUntil = new Date('2026-03-01T08:00:00Z')
  const pause = prefer({ at: minute(1), how: 'page', place: '', details: {}, profile: {}, pausedUntil })
  const id = await site.person(ada, added({ name: 'Ada', tags: ['talks'] }), pause)
  const pending = await site.person('p@example.org', asked())
  const own = (['unsubscribe', 'preferences'] as const).map(purpose => site.link(purpose, id))
  return { ...site, paths: ['/', '/issues/', '/nothing', site.link('confirm', pending), ...own] }
}

describe('the public pages as readers with other eyes meet them', () => {
  it.for(cases)(
    'in %s and %s have nothing that axe-core finds, and fit a phone',
    async ([language, colorScheme], { skip }) => {
      if (!browser) return skip(unavailable)
      const { paths, localUrl } = await aSiteWithPeople()
      const page = await browser.newPage({
        colorScheme,
        locale: language,
        viewport: { width: 320, height: 700 },
      })
      for (const path of paths) {
        await page.goto(new URL(path, localUrl).href)
        await page.evaluate(axe.source)
        const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults
        expect([path, violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)]).toEqual([path, []])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
      }
      await page.close()
    },
  )

  it('work by keyboard alone, without script', async ({ skip }) => {
    if (!browser) return skip(unavailable)
    const { localUrl, store } = await aSiteWithPeople()
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en' })
    const page = await context.newPage()
    await page.goto(localUrl)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('new@example.org')
    await page.keyboard.press('Tab')
    await page.keyboard.type('New')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/subscribe')
    expect(await page.textContent('h1')).toBe('Look into your mailbox')
    expect(await context.cookies()).toEqual([])
    await context.close()
    expect(await store.of('new@example.org')).toMatchObject({
      subscriber: { status: 'pending', name: 'New' },
    })
  })
})
