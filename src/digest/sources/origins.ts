import type { WholePost } from '../../posts/post.ts'
import { addressKey } from './address-key.ts'
import { cleanAddress } from './clean-address.ts'
import { isFirstPublication, isOwnHouse, originLabelOf } from './credit-lines.ts'
import { canonicalIn, isSameHost, originalLinks, originLinks } from './header-sources.ts'
import type { Line, LineLink } from './line.ts'
import { toSource } from './named-links.ts'
import { ofOrigin, originLinksIn } from './origin-lines.ts'
import { type PageKind, pageKind } from './page-kind.ts'
import type { Passage } from './passages.ts'
import type { Source } from './source.ts'
import { webAddress } from './web-address.ts'

const linesAtTheTop = 20
const linesAtTheEnd = 15
/** `本文首发于我的公众号：` stands right before its link. */
const longestLabel = 50

/**
 * Where the whole post comes from, if it is not its own: what its header says, else a line at its top or end; `told` has
 * the keys of addresses that are no origin. The plain `source` of a digest's header is one of many.
 */
export function originOf(
  post: WholePost,
  passages: readonly Passage[],
  told: ReadonlySet<string>,
  isOfStories: boolean,
): Source | undefined {
  const lines = linesNearEnds(passages)
  return (
    best(isOfStories ? originalLinks(post) : originLinks(post), told) ??
    best(isAmbiguous(lines) ? [] : originLinksIn(lines), told) ??
    best(otherHouses(post, lines), told)
  )
}

/** The post's own address where it says so itself, as `canonical_url` or `首发于`. */
export function ownAddressOf(post: WholePost, passages: readonly Passage[]): string | undefined {
  const canonical = canonicalIn(post.header)
  const [first] = firstPublications(linesNearEnds(passages)).filter(({ url }) => pageKind(url) === 'article')
  const own = canonical ?? first?.url
  return own === undefined || isElsewhere(own, post) ? undefined : cleanAddress(own)
}

/** An article before a home page, and never a profile. */
function best(links: readonly LineLink[], told: ReadonlySet<string>): Source | undefined {
  const able = links.filter(({ url }) => webAddress(url) && !told.has(addressKey(url)))
  const ofKind = (kind: PageKind) => able.find(({ url }) => pageKind(url) === kind)
  const link = ofKind('article') ?? ofKind('section') ?? ofKind('home')
  return link && toSource(link)
}

function linesNearEnds(passages: readonly Passage[]): Line[] {
  const lines = passages.filter(({ kind }) => kind !== 'heading').flatMap(passage => passage.lines)
  if (lines.length <= linesAtTheTop + linesAtTheEnd) return lines
  return [...lines.slice(0, linesAtTheTop), ...lines.slice(-linesAtTheEnd)]
}

// `原文链接：` in two places, for two pages, names the originals of two passages.
function isAmbiguous(lines: readonly Line[]): boolean {
  const pages = new Map<string, Set<string>>()
  for (const line of lines) {
    const label = originLabelOf(line.text)
    if (label === undefined) continue
    const article = ofOrigin(line).find(({ url }) => pageKind(url) === 'article')
    if (article) pages.set(label, (pages.get(label) ?? new Set()).add(addressKey(article.url)))
  }
  return [...pages.values()].some(({ size }) => size > 1)
}

const firstPublications = (lines: readonly Line[]): LineLink[] =>
  lines
    .filter(({ text }) => isFirstPublication(text))
    .flatMap(({ links }) => links.slice(0, 1).filter(({ before }) => before.length <= longestLabel))

// Published first by somebody else: on a host that is not the post's, and nothing says that it is the writer's own.
function otherHouses(post: WholePost, lines: readonly Line[]): LineLink[] {
  const canonical = canonicalIn(post.header)
  const first = firstPublications(lines.filter(({ text }) => !isOwnHouse(text)))
  const named = canonical === undefined ? first : [{ title: '', url: canonical, before: '' }, ...first]
  return named.filter(({ url }) => isElsewhere(url, post))
}

const isElsewhere = (url: string, { link, home }: WholePost): boolean => {
  const here = link?.url ?? home
  return here !== undefined && !isSameHost(url, here)
}
