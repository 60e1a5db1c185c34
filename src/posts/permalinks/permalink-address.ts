import { trimSlashes } from './permalink-facts.ts'

/** Text as it stands in the path of an address: what would begin a query or a fragment is encoded as well. */
export const encodeText = (text: string): string =>
  encodeURI(text.toWellFormed()).replaceAll('#', '%23').replaceAll('?', '%3F')

/** The address of `path` below the site's, whose own path stays in front; nothing where there is no such site. */
export function addressBelow(path: string, url: string | undefined): string | undefined {
  const base = url === undefined ? undefined : baseOf(url)
  if (base === undefined) return undefined
  const address = base.origin + `/${base.folder}/${path}`.replace(/\/{2,}/g, '/')
  if (isPlainPath.test(path)) return address
  return URL.canParse(address) ? new URL(address).href : undefined
}

// Nothing in it that `new URL` would change; parsing thousands of addresses takes as long as reading the headers.
const isPlainPath = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w./~-]*$/

interface Base {
  origin: string
  folder: string
}

let lastBase: { url: string; base: Base | undefined } | undefined

function baseOf(url: string): Base | undefined {
  if (lastBase?.url !== url) lastBase = { url, base: parseBase(url) }
  return lastBase.base
}

function parseBase(url: string): Base | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, origin, pathname } = new URL(url)
  return /^https?:$/.test(protocol) ? { origin, folder: trimSlashes(pathname) } : undefined
}
