import { trimSlashes } from './permalink-facts.ts'

/** Text as it stands in the path of an address: what would begin a query or a fragment is encoded as well. */
export const encodeText = (text: string): string =>
  encodeURI(text.toWellFormed()).replaceAll('#', '%23').replaceAll('?', '%3F')

/** The address of `path` below the site's, whose own path stays in front; nothing where there is no such site. */
export function addressBelow(path: string, url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const site = new URL(url)
  const folder = trimSlashes(site.pathname)
  const whole = `/${folder}/${path}`.replace(/\/{2,}/g, '/')
  const address = `${site.origin}${whole}`
  return /^https?:$/.test(site.protocol) && URL.canParse(address) ? new URL(address).href : undefined
}
