import { type Header, textAt } from './header.ts'

export interface Site {
  url?: string
  folder?: string
}

export interface Permalink {
  url: string
  from: string
}

export function permalinkOf(post: { header: Header; path?: string }, site: Site): Permalink | undefined {
  const written = textAt(post.header, ['permalink', 'url'])
  if (!written || /[:{}]\w*(?=[/:}]|$)/.test(written.replace(/^https?:/, ''))) return undefined
  const url = absoluteUrl(written, site)
  return url ? { url, from: 'header' } : undefined
}

/** An http(s) address, made from a path with the site's address; nothing where that cannot be known. */
export function absoluteUrl(written: string, { url }: { url?: string }): string | undefined {
  const text = written.startsWith('//') ? `https:${written}` : written
  if (!URL.canParse(text, url)) return undefined
  const absolute = new URL(text, url)
  return /^https?:$/.test(absolute.protocol) && absolute.hostname ? absolute.href : undefined
}
