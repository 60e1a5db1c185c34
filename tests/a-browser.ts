import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

// In one process, the browser ends with its first page; and what guards people has to be on where it is tested.
const spoiling =
  /^--(?:single-process|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials)$/

/** A real Chromium, which npm brought; undefined on machines that it was not built for. */
export async function aBrowser(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  return await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [
      ...sparticuz.args.filter(arg => !spoiling.test(arg)),
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
    ],
    headless: true,
  })
}
