import { readdirSync, readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser } from '../a-browser.ts'

let browser: Browser | undefined
beforeAll(async () => {
  browser = await aBrowser()
}, 60_000)
afterAll(() => browser?.close())

// A mail has no landmarks, and its name stands in the frame around it.
const noise = ['region', 'landmark-one-main', 'page-has-heading-one']
const golden = 'tests/mail/golden'
const mails = readdirSync(golden).filter(file => file.endsWith('.html'))
const cases = mails.flatMap(mail => (['light', 'dark'] as const).map(scheme => [mail, scheme] as const))

describe('a mail as readers with other eyes meet it', () => {
  it.for(cases)('%s in %s has nothing that axe-core calls serious', async ([mail, colorScheme], { skip }) => {
    if (!browser) return skip('The Chromium that npm brings runs on Linux x64 only.')
    const page = await browser.newPage({ colorScheme, viewport: { width: 375, height: 800 } })
    await page.setContent(readFileSync(`${golden}/${mail}`, 'utf8'))
    await page.evaluate(axe.source)
    const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults
    await page.close()
    const serious = violations.filter(
      ({ id, impact }) => !noise.includes(id) && (impact === 'serious' || impact === 'critical'),
    )
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

  it.for(mails)('%s fits a phone', async (mail, { skip }) => {
    if (!browser) return skip('The Chromium that npm brings runs on Linux x64 only.')
    const page = await browser.newPage({ viewport: { width: 375, height: 800 } })
    await page.setContent(readFileSync(`${golden}/${mail}`, 'utf8'))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375)
    await page.close()
  })
})
