import { textAt } from './header.ts'
import type { Post } from './post.ts'

/** Where the posts are published: `url` is the address that paths are relative to, such as `https://example.org/blog/`. */
export interface Site {
  url?: string
}

/** The post's own address, where its header gives one that is absolute or the site's address is known; never a guess. */
export function permalinkOf(post: Post, site: Site): string | undefined {
  const written = textAt(post.header, ['permalink', 'url'])
  if (!written || /[:{}]\w*(?=[/:}]|$)/.test(written.replace(/^https?:/, ''))) return undefined
  return absoluteUrl(written, site)
}

/** An http(s) address, made from a path with the site's address; nothing where that cannot be known. */
export function absoluteUrl(written: string, { url }: Site): string | undefined {
  const text = written.startsWith('//') ? `https:${written}` : written
  if (!URL.canParse(text, url)) return undefined
  const absolute = new URL(text, url)
  return /^https?:$/.test(absolute.protocol) && absolute.hostname ? absolute.href : undefined
}
