import { digestPost } from '../../digest/digest-post.ts'
import { addressKey } from '../../digest/sources/address-key.ts'
import { parsePost } from '../../posts/markdown/markdown.ts'
import { startOfPost } from '../../posts/markdown/tame-markdown.ts'
import { absoluteUrl } from '../../posts/permalinks/permalink.ts'
import type { WholePost } from '../../posts/post.ts'
import type { PostFile } from '../issue-origin.ts'
import { linksIn } from './entry-parts.ts'

const inText = /https?:\/\/[^\s"'<>()[\]{}|\\^`，。；：、（）《》「」“”‘’]+/gi
const beyond = /[\p{Script=Han}“”‘’].*$/u

/** Tells whether an address stands in one of the posts of an issue: one story may have its sources from several. */
export function knownAddresses(posts: Iterable<PostFile>): (url: string) => boolean {
  const keys = new Set<string>()
  const sites: string[] = []
  for (const { source, whole } of posts) {
    for (const [url] of source.matchAll(inText)) keys.add(addressKey(url.replace(/[.,;:!?]+$/, '')))
    if (!whole) continue
    for (const url of addressesOf(whole)) keys.add(addressKey(absoluteUrl(url, siteOf(whole)) ?? url))
    if (whole.home !== undefined) sites.push(whole.home)
  }
  const isOwn = (url: string) => !URL.canParse(url) || sites.some(site => url.startsWith(site))
  // An address that Chinese text follows without a space has run into it.
  const isNamed = (url: string) => keys.has(addressKey(url)) || keys.has(addressKey(url.replace(beyond, '')))
  return url => isOwn(url) || isNamed(url)
}

const siteOf = ({ base }: WholePost) => (base === undefined ? {} : { url: base })

function addressesOf(post: WholePost): string[] {
  const { link, sources, stories } = digestPost(post)
  const written = parsePost(startOfPost(post.body), post.path).children.flatMap(linksIn)
  const named = [...sources, ...stories.flatMap(story => story.sources), ...written]
  return [...(link === undefined ? [] : [link]), ...named.map(({ url }) => url)]
}
