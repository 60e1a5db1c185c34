import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { codeOf, DeliveryError } from '../errors.ts'

/** A way to look at a mail. */
interface Look {
  name: string
  /** In CSS pixels. */
  width: number
  isDark: boolean
}

/** What a picture is taken of each time. */
export const looks: readonly Look[] = [
  { name: 'phone', width: 375, isDark: false },
  { name: 'desktop', width: 800, isDark: false },
  { name: 'dark', width: 375, isDark: true },
]

// Chromium draws no picture that is higher than this many pixels.
const highest = 16_000

/** Takes a picture of a mail's HTML in each look, and writes them into a folder as PNG; resolves with their paths. */
export async function writeScreenshots(html: string, program: string, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const browser = await open(program)
  try {
    const paths: string[] = []
    for (const look of looks) paths.push(await take(browser, html, look, join(folder, `${look.name}.png`)))
    return paths
  } finally {
    await browser.close()
  }
}

async function open(program: string): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath: program, headless: true })
  } catch (cause) {
    const [reason = ''] = codeOf(cause).split('\n')
    throw new DeliveryError(`Cannot start ${program}: ${reason}`, {
      wayOut: 'Name another browser in MASTHEAD_CHROMIUM.',
      cause,
    })
  }
}

async function take(browser: Browser, html: string, { width, isDark }: Look, path: string): Promise<string> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    deviceScaleFactor: 2,
    colorScheme: isDark ? 'dark' : 'light',
    javaScriptEnabled: false,
  })
  const page = await context.newPage()
  // A picture that does not come is no reason to have none at all.
  await page.setContent(html, { waitUntil: 'load', timeout: 15_000 }).catch(() => {})
  const height = (await page.locator('html').boundingBox())?.height ?? 800
  const isHigh = height * 2 > highest
  await page.screenshot({
    path,
    ...(isHigh ? { clip: { x: 0, y: 0, width, height: Math.min(height, highest / 2) } } : {}),
    fullPage: true,
  })
  await context.close()
  return path
}
