import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { DeliveryError } from '../errors.ts'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
  'brave-browser',
]
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/snap/bin/chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(folder =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map(
      path => `%${folder}%/${path}`,
    ),
  ),
]

/** The Chromium of this machine, or a browser made of it: `MASTHEAD_CHROMIUM`, else one on the path or where they are installed. */
export function findChromium(environment: NodeJS.ProcessEnv): string {
  const named = environment.MASTHEAD_CHROMIUM
  if (named && canRun(named)) return named
  if (named)
    throw new DeliveryError(`MASTHEAD_CHROMIUM names "${named}", which is no program that can be run`)
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = folders.flatMap(folder =>
    names.flatMap(name => [join(folder, name), join(folder, `${name}.exe`)]),
  )
  const installed = places.map(place => place.replace(/%(.+?)%/, (_, name) => environment[name] ?? ''))
  const found = [...onPath, ...installed].find(canRun)
  if (found) return found
  throw new DeliveryError('There is no Chromium, Chrome or Edge on this machine to take pictures with', {
    wayOut:
      'Install one (Debian and Ubuntu: apt install chromium fonts-noto-cjk; macOS: brew install --cask chromium; Windows has Edge), or name its program in MASTHEAD_CHROMIUM.',
  })
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
