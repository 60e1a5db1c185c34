import type { Root } from 'mdast'
import type { WholePost } from '../../posts/post.ts'
import type { Story } from '../stories.ts'
import { addressKey } from './address-key.ts'
import { citationsIn } from './citations.ts'
import { isOtherRole } from './credit-lines.ts'
import { footnotesOf } from './footnotes.ts'
import { citationLinks } from './header-sources.ts'
import { isTitle } from './link-title.ts'
import { articlesAmong, eachOnce } from './named-links.ts'
import { originOf, ownAddressOf } from './origins.ts'
import { type Passage, passagesOf } from './passages.ts'
import type { Source } from './source.ts'
import { siteOf } from './web-address.ts'

/** Where a post and its stories come from; a page stands once, and the post's own address never. */
export interface PostSources {
  /** The post's address where only its text says so. */
  ownAddress?: string
  /** What the whole post is a translation or a copy of. */
  origin?: Source
  /** What it cites beside its stories. */
  citations: readonly Source[]
  stories: readonly Story[]
}

/** Finds the sources of a post whose stories are known. */
export function sourcesOf(post: WholePost, root: Root, found: readonly Story[]): PostSources {
  const passages = passagesOf(root.children)
  const ownAddress = ownAddressOf(post, passages)
  const own = [post.link?.url, ownAddress].flatMap(url => (url === undefined ? [] : [addressKey(url)]))
  const stories = found.map(story => ({ ...story, sources: eachOnce(story.sources, own) }))
  const told = new Set([
    ...own,
    ...stories.flatMap(({ sources }) => sources.map(({ url }) => addressKey(url))),
  ])
  const isDigest = stories.length > 0
  const origin = originOf(post, passages, told, isDigest)
  const cited = [
    ...articlesAmong(citationLinks(post, isDigest)),
    ...citationsIn(root.children, footnotesOf(root), passages).sources,
  ]
  const citations = eachOnce(cited, origin ? [...told, addressKey(origin.url)] : told)
  const named = withTitles(passages)
  return {
    ...(ownAddress !== undefined && { ownAddress }),
    ...(origin && { origin: named(origin) }),
    citations: citations.map(named),
    stories,
  }
}

// A source that is named by its site alone may have its title elsewhere in the text.
function withTitles(passages: readonly Passage[]): (source: Source) => Source {
  const links = passages.flatMap(({ lines }) => lines.flatMap(line => line.links)).toReversed()
  const named = links.filter(({ title, before }) => isTitle(title) && !isOtherRole(title, before))
  const titles = new Map(named.map(({ title, url }) => [addressKey(url), title]))
  return source =>
    source.title === siteOf(source.url)
      ? { ...source, title: titles.get(addressKey(source.url)) ?? source.title }
      : source
}
