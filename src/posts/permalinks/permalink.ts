import { type HeaderValue, listAt } from '../headers/header.ts'
import { type DocusaurusRule, docusaurusPath } from './docusaurus-permalink.ts'
import { type HexoRule, hexoPath } from './hexo-permalink.ts'
import { type HugoRule, hugoPath } from './hugo-permalink.ts'
import { type JekyllRule, jekyllPath } from './jekyll-permalink.ts'
import { addressBelow } from './permalink-address.ts'
import { type PermalinkFacts, type PermalinkPath, trimSlashes } from './permalink-facts.ts'
import { headerPermalink, type PlainRule, plainPath } from './plain-permalink.ts'
import { type ZolaRule, zolaPath } from './zola-permalink.ts'

export type { PermalinkFacts } from './permalink-facts.ts'

/** How a site makes the addresses of its posts, as its generator was told. */
export type PermalinkRule = JekyllRule | HexoRule | HugoRule | ZolaRule | DocusaurusRule | PlainRule

/** Where the posts are published: `url` is the address that paths are relative to, such as `https://example.org/blog/`. */
export interface Site {
  url?: string
  rule?: PermalinkRule
  /** The content folder relative to the generator's root, with `/`, '' for the root itself, such as `content/blog` or `source/_posts`. */
  folder?: string
}

/** The address of a post. */
export interface Permalink {
  url: string
  /** For people, such as `header "permalink"` or `_config.yml, permalink: pretty`. */
  from: string
}

/** The post's own address, where its header or a rule of its site says so; never a guess. */
export function permalinkOf(post: PermalinkFacts, site: Site): Permalink | undefined {
  const { rule, url } = site
  if (isTooLong(post)) return undefined
  if (!rule && url === undefined) return absoluteInHeader(post)
  return (
    absoluteInHeader(post) ??
    (rule ? byRule(post, site, rule) : byHeader(post, site)) ??
    oldAddress(post, site)
  )
}

// No server takes an address longer than this, and no mail program shows one.
const longest = 4000

const isTooLong = ({ path, header }: PermalinkFacts): boolean =>
  path.length > longest || Object.values(header.values).some(isLong)

const isLong = (value: HeaderValue): boolean =>
  typeof value === 'string' ? value.length > longest : Array.isArray(value) && value.some(isLong)

/** An http(s) address, made from a path with the site's address; nothing where that cannot be known. */
export function absoluteUrl(written: string, { url }: { url?: string }): string | undefined {
  const text = written.startsWith('//') ? `https:${written}` : written
  if (!URL.canParse(text, url)) return undefined
  const absolute = new URL(text, url)
  return /^https?:$/.test(absolute.protocol) && absolute.hostname ? absolute.href : undefined
}

function absoluteInHeader(post: PermalinkFacts): Permalink | undefined {
  const [key, text] = headerPermalink(post)
  const url = text && /^(https?:)?\/\//i.test(text) ? absoluteUrl(text, {}) : undefined
  return url ? { url, from: `header "${key}"` } : undefined
}

function byRule(
  post: PermalinkFacts,
  { url, folder = '' }: Site,
  rule: PermalinkRule,
): Permalink | undefined {
  const found = pathBy(rule, post, [trimSlashes(folder), post.path].filter(part => part !== '').join('/'))
  const address = found && addressBelow(found.path, url)
  return found && address ? { url: address, from: found.from } : undefined
}

function pathBy(rule: PermalinkRule, post: PermalinkFacts, path: string): PermalinkPath | undefined {
  switch (rule.generator) {
    case 'jekyll':
      return jekyllPath(post, rule, path)
    case 'hexo':
      return hexoPath(post, rule, path)
    case 'hugo':
      return hugoPath(post, rule, path)
    case 'zola':
      return zolaPath(post, rule, path)
    case 'docusaurus':
      return docusaurusPath(post, rule, path)
    case 'none':
      return plainPath(post, rule)
  }
}

// Without a rule, nobody says what the words of a pattern stand for.
function byHeader(post: PermalinkFacts, site: Site): Permalink | undefined {
  const [key, text] = headerPermalink(post)
  if (!text || /[:{}]\w*(?=[/:}]|$)/.test(text.replace(/^https?:/, ''))) return undefined
  const url = absoluteUrl(text, site)
  return url ? { url, from: `header "${key}"` } : undefined
}

// In Obsidian, `aliases` are other titles: only a path is an address.
function oldAddress(post: PermalinkFacts, site: Site): Permalink | undefined {
  if (site.url === undefined) return undefined
  const alias = listAt(post.header, ['aliases']).find(text => /^(\/(?!\/)|https?:\/\/)[^\s:{}]*$/.test(text))
  if (alias === undefined) return undefined
  const url = site.rule ? addressBelow(alias, site.url) : absoluteUrl(alias, site)
  return url ? { url, from: 'header "aliases"' } : undefined
}
