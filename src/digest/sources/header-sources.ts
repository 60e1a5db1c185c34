import { entriesAt, type Header, type HeaderValue, textAt } from '../../posts/headers/header.ts'
import { parseMarkdown } from '../../posts/markdown/markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import { addressKey } from './address-key.ts'
import type { LineLink } from './line.ts'
import { passagesOf } from './passages.ts'
import { webAddress } from './web-address.ts'

const originKeys = [
  'source',
  'source.url',
  'source.link',
  'sourceUrl',
  'sourceLink',
  'originalLink',
  'originalUrl',
  'originalPost',
  'original',
  'original.url',
  'externalUrl',
  'externalLink',
  'via',
  '原文地址',
  '原文链接',
  '原文出处',
  '原文',
  '来源',
  '出处',
]
const titleKeys = ['sourceTitle', 'sourceName', 'source.title', 'source.name', 'originalTitle', '原文标题']
const linkKeys = ['link', 'redirect', 'redirectUrl', 'redirectTo']
const citationKeys = ['sources', 'references', 'refs', '参考资料', '参考链接']
const canonicalKeys = ['canonicalUrl', 'canonical', 'seo.canonical']
const longestValue = 5000

/** The original of a post that its header names; of a post without a text, what it links to. */
export function originLinks({ header, body }: WholePost): LineLink[] {
  const keys = body.trim() === '' ? [...originKeys, ...linkKeys] : originKeys
  const title = textAt(header, titleKeys) ?? ''
  for (const { value } of entriesAt(header, keys)) {
    const links = linksIn(value)
    if (links.length > 0) return title === '' ? links : links.map(link => ({ ...link, title }))
  }
  return []
}

/** What a list such as `sources` in a header names. */
export const citationLinks = ({ header }: WholePost): LineLink[] =>
  entriesAt(header, citationKeys).flatMap(({ value }) => [value].flat().flatMap(item => linksIn(item)))

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
