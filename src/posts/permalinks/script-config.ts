import { trimSlashes } from './permalink-facts.ts'
import { literalAt, literalsIn } from './script-literals.ts'
import { type SiteConfig, siteUrl } from './site-config.ts'

/** What `astro.config` says of its site: only its address, for its pages are made by its own code. */
export function astroConfig(script: string): SiteConfig {
  const literals = literalsIn(script)
  const base = literals.some(({ keys }) => keys.join('.') === 'base') ? literalAt(literals, 'base') : ''
  const site = literalAt(literals, 'site')
  return typeof site === 'string' && typeof base === 'string' ? siteUrl(site, base) : {}
}

/** What `docusaurus.config` says of its site and of the one blog of its preset. */
export function docusaurusConfig(script: string, file: string): SiteConfig {
  const literals = literalsIn(script)
  const at = (keys: string) => literalAt(literals, keys)
  const isWritten = (keys: string) => literals.some(literal => literal.keys.join('.') === keys)
  const textOr = (keys: string, byDefault: string) => (isWritten(keys) ? at(keys) : byDefault)
  const [url, baseUrl] = [at('url'), textOr('baseUrl', '/')]
  if (typeof url !== 'string' || typeof baseUrl !== 'string') return {}
  const site = siteUrl(url, baseUrl)
  const route = textOr('presets.blog.routeBasePath', 'blog')
  const folder = textOr('presets.blog.path', 'blog')
  const hasOthers =
    script.includes('plugin-content-blog') || (isWritten('presets.blog') && at('presets.blog') === false)
  const trailingSlash = at('trailingSlash')
  const isOpen = isWritten('trailingSlash') && typeof trailingSlash !== 'boolean'
  if (typeof route !== 'string' || typeof folder !== 'string' || hasOthers || isOpen) return site
  return {
    ...site,
    rule: {
      generator: 'docusaurus',
      file,
      folder: trimSlashes(folder.startsWith('./') ? folder.slice(2) : folder),
      routeBasePath: trimSlashes(route),
      ...(typeof trailingSlash === 'boolean' && { trailingSlash }),
    },
  }
}
