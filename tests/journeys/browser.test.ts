import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { aBrowser } from '../a-browser.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'

let browser: Browser | undefined
beforeAll(async () => {
  browser = await aBrowser()
}, 60_000)
afterAll(() => browser?.close())

async function end(program: ChildProcess): Promise<number> {
  program.kill('SIGINT')
  const [code] = await once(program, 'exit')
  return code
}

/** Runs `masthead start` as a person does, and resolves with the address that it prints. */
async function startedIn(directory: string): Promise<{ pageUrl: string; end(): Promise<number> }> {
  const program = spawn(process.execPath, ['src/cli/masthead.js', '-C', directory, 'start'])
  onTestFinished(() => void program.kill('SIGKILL'))
  let printed = ''
  for await (const chunk of program.stdout) {
    printed += chunk
    const [pageUrl] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(printed) ?? []
    if (pageUrl) return { pageUrl, end: () => end(program) }
  }
  throw new Error(`No page: ${printed}`)
}

describe('masthead start', () => {
  it('serves a page where the mail can be read as HTML, text and source, on a phone too, until Ctrl-C', async ({
    skip,
  }) => {
    if (!browser) return skip('The Chromium that npm brings runs on Linux x64 only.')
    const { directory } = await aWorkspace({
      'masthead.yaml': `${settings}inbox:\n  port: 0\n`,
      'content/a.md': aPost(
        { title: '一篇**文章** <script>', date: '2026-01-13' },
        `${'很长的一句话'.repeat(20)}。\n`,
      ),
    })
    const { pageUrl, end } = await startedIn(directory)
    const page = await browser.newPage({ viewport: { width: 375, height: 700 } })
    await page.goto(pageUrl)
    await page.getByText('测试周报 #1').first().click()
    const mail = page.frameLocator('iframe')
    await expect.poll(() => mail.locator('h3').textContent()).toBe('一篇文章 <script>')
    expect(await mail.locator('html').evaluate(html => html.scrollWidth <= html.clientWidth)).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375)
    await page.getByRole('link', { name: 'Text', exact: true }).click()
    await expect.poll(() => page.textContent('body')).toContain('第 1 期')
    await page.getByRole('link', { name: 'Source', exact: true }).click()
    await expect.poll(() => page.textContent('body')).toContain('Content-Type: multipart/alternative')
    await page.close()
    expect(await end()).toBe(0)
  }, 60_000)
})
