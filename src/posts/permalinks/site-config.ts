import type { PermalinkRule } from './permalink.ts'
import { trimSlashes } from './permalink-facts.ts'

/** What the configuration of a generator says of its site. */
export interface SiteConfig {
  url?: string
  rule?: PermalinkRule
  warnings?: string[]
}

/** The address of a site with the folder that it lies in, ending in `/`; nothing where it is no http(s) address. */
export function siteUrl(url: string | undefined, folder = ''): { url?: string } {
  if (url === undefined || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return {}
  const { origin, pathname } = new URL(url)
  const path = [pathname, folder].map(trimSlashes).filter(part => part !== '')
  return { url: new URL(`${[origin, ...path].join('/')}/`).href }
}
