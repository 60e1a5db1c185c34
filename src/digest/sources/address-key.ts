import { cleanAddress } from './clean-address.ts'
import { webAddress } from './web-address.ts'

/** Hosts that show the same pages under the same paths. */
const sameHosts: readonly [RegExp, string][] = [
  [/^(?:mobile\.|m\.)?(?:twitter|x)\.com$/, 'twitter.com'],
  [/^(?:m|music)\.youtube\.com$/, 'youtube.com'],
  [/^(?:old|new|m)\.reddit\.com$/, 'reddit.com'],
  [/^([a-z-]+)\.m\.wikipedia\.org$/, '$1.wikipedia.org'],
  [/^m\.(weibo\.(?:cn|com)|facebook\.com|medium\.com|bilibili\.com|36kr\.com|ithome\.com)$/, '$1'],
]

/** What a title in a path looks like: `/amp` behind it is another dress of the same page. */
const slug = /[\w%]+-[\w%]+-|\d{4,}/

/**
 * A key that addresses of the same page share: without scheme, `www.`, tracking, fragment (unless it routes, as `#/` and
 * `#!` do), slash at the end and known mobile hosts, its query in order. For other text it is that text.
 */
export function addressKey(url: string): string {
  const parts = webAddress(cleanAddress(url.trim()))
  if (!parts) return url.trim()
  const { hostname, port, pathname, searchParams, hash } = parts
  const host = sameHost(hostname.replace(/^www\./, ''))
  const id = host === 'youtu.be' ? pathname.slice(1) : undefined
  if (id) return `youtube.com/watch?v=${id}`
  return host + (port && `:${port}`) + samePath(pathname) + sameQuery(searchParams, host) + routeOf(hash)
}

function sameHost(host: string): string {
  const [pattern, same] = sameHosts.find(([pattern]) => pattern.test(host)) ?? []
  return pattern && same ? host.replace(pattern, same) : host
}

function samePath(path: string): string {
  const plain = path.replace(/\/(?:index\.html?)?$/i, '').replace(/%[\da-f]{2}/gi, byte => byte.toUpperCase())
  const whole = plain.replace(/\/amp$/, '')
  return slug.test(whole.slice(whole.lastIndexOf('/') + 1)) ? whole : plain
}

function sameQuery(params: URLSearchParams, host: string): string {
  // Of an article of WeChat these name the page; the rest is a signature that differs from reader to reader.
  const isArticle = host === 'mp.weixin.qq.com' && params.has('__biz') && params.has('mid')
  const kept = [...params].filter(([name]) => !isArticle || ['__biz', 'mid', 'idx', 'sn'].includes(name))
  if (kept.length === 0) return ''
  return `?${kept
    .map(pair => pair.map(encodeURIComponent).join('='))
    .toSorted()
    .join('&')}`
}

const routeOf = (hash: string): string => (/^#[/!]/.test(hash) ? hash.replace(/\/$/, '') : '')
