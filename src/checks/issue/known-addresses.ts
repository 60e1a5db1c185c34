import { digestPost } from '../../digest/digest-post.ts'
import { addressKey } from '../../digest/sources/address-key.ts'
import { parsePost } from '../../posts/markdown/markdown.ts'
import { startOfPost } from '../../posts/markdown/tame-markdown.ts'
import { absoluteUrl } from '../../posts/permalinks/permalink.ts'
import type { WholePost } from '../../posts/post.ts'
import type { PostFile } from '../issue-origin.ts'
import { linksIn } from './entry-parts.ts'

const inText = /https?:\/\/[^\s"'<>()[\]{}|\\^`，。；：、（）《》「」“”‘’]+/gi
// An address that Chinese text follows without a space has run into it.
const beyond = /[\p{Script=Han}“”‘’].*$/u

/** Tells whether an address stands in one of the posts of an issue: one story may have its sources from several. */
export function knownAddresses(posts: Iterable<PostFile>): (url: string) => boolean {
  const files = [...posts]
  const sites = files.flatMap(({ whole }) => whole?.home ?? [])
  const isOwn = (url: string) => !URL.canParse(url) || sites.some(site => url.startsWith(site))
  const written = new Set(files.flatMap(({ source }) => addressesInText(source)).map(addressKey))
  let read: ReadonlySet<string> | undefined
  const isRead = (key: string) => {
    // Posts are taken apart only where their plain text does not settle it.
    read ??= new Set(files.flatMap(({ whole }) => (whole ? addressesOf(whole) : [])).map(addressKey))
    return read.has(key)
  }
  const isNamed = (key: string) => written.has(key) || isRead(key)
  return url => isOwn(url) || isNamed(addressKey(url)) || isNamed(addressKey(url.replace(beyond, '')))
}

const addressesInText = (text: string): string[] =>
  [...text.matchAll(inText)].map(([url]) => url.replace(/[.,;:!?]{1,9}$/, ''))

function addressesOf(post: WholePost): string[] {
  const { link, sources, stories } = digestPost(post)
  const linked = parsePost(startOfPost(post.body), post.path).children.flatMap(linksIn)
  const named = [...sources, ...stories.flatMap(story => story.sources), ...linked].map(({ url }) => url)
  const site = post.base === undefined ? {} : { url: post.base }
  return [...(link === undefined ? [] : [link]), ...named].map(url => absoluteUrl(url, site) ?? url)
}
