import { entriesAt, type Header, type HeaderValue, textAt } from '../../posts/headers/header.ts'
import { parseMarkdown } from '../../posts/markdown/markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import { addressKey } from './address-key.ts'
import type { LineLink } from './line.ts'
import { passagesOf } from './passages.ts'
import { webAddress } from './web-address.ts'

const originalKeys = [
  'originalLink',
  'originalUrl',
  'originalPost',
  'original',
  'original.url',
  '原文地址',
  '原文链接',
  '原文出处',
  '原文',
]
const sourceKeys = [
  'source',
  'source.url',
  'source.link',
  'sourceUrl',
  'sourceLink',
  'externalUrl',
  'externalLink',
  'via',
  '来源',
  '出处',
]
const titleKeys = ['sourceTitle', 'sourceName', 'source.title', 'source.name', 'originalTitle', '原文标题']
const linkKeys = ['link', 'redirect', 'redirectUrl', 'redirectTo']
const citationKeys = ['sources', 'references', 'refs', '参考资料', '参考链接']
const canonicalKeys = ['canonicalUrl', 'canonical', 'seo.canonical']
const longestValue = 5000

/** What a header calls the original or the source of a post; of a post without a text, what it links to. */
export function originLinks({ header, body }: WholePost): LineLink[] {
  const isEmpty = body.trim() === ''
  return firstLinks(header, [...sourceKeys, ...originalKeys, ...(isEmpty ? linkKeys : [])])
}

/** What a header calls the original of a post, and no mere source. */
export const originalLinks = ({ header }: WholePost): LineLink[] => firstLinks(header, originalKeys)

/** What a list such as `sources` in a header names; of a digest, its `source` too. */
export const citationLinks = ({ header }: WholePost, isOfStories: boolean): LineLink[] => [
  ...(isOfStories ? firstLinks(header, sourceKeys) : []),
  ...entriesAt(header, citationKeys).flatMap(({ value }) => [value].flat().flatMap(item => linksIn(item))),
]

function firstLinks(header: Header, keys: readonly string[]): LineLink[] {
  const title = textAt(header, titleKeys) ?? ''
  for (const { value } of entriesAt(header, keys)) {
    const links = linksIn(value)
    if (links.length > 0) return title === '' ? links : links.map(link => ({ ...link, title }))
  }
  return []
}

/** The address that a header calls canonical. */
export const canonicalIn = (header: Header): string | undefined =>
  [textAt(header, canonicalKeys) ?? ''].find(url => webAddress(url))

/** True for two addresses on one host. */
export const isSameHost = (a: string, b: string): boolean => hostOf(a) === hostOf(b)

const hostOf = (url: string): string => addressKey(url).replace(/[/?#].*$/s, '')

// An address, a link as translators write it above their text, or a map of title and address.
function linksIn(value: HeaderValue): LineLink[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap(linksIn)
  if (typeof value !== 'string') return linksInMap(value)
  const written = value.trim()
  if (webAddress(written)) return [{ title: '', url: written, before: '' }]
  if (!/https?:\/\//i.test(written)) return []
  const { children } = parseMarkdown(written.slice(0, longestValue))
  return passagesOf(children).flatMap(({ lines }) => lines.flatMap(({ links }) => links))
}

function linksInMap(map: { [key: string]: HeaderValue }): LineLink[] {
  const header: Header = { format: 'none', values: map }
  const url = textAt(header, ['url', 'link', 'href'])
  const title = textAt(header, ['title', 'name', 'text']) ?? ''
  return url && webAddress(url) ? [{ title, url, before: '' }] : []
}
