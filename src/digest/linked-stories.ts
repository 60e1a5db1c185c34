import type { Link, ListItem, Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { simplified } from './simplified.ts'
import { isAdvert } from './sources/adverts.ts'
import { cleanAddress } from './sources/clean-address.ts'
import { isTitle } from './sources/link-title.ts'
import { pageKind } from './sources/page-kind.ts'
import { namesReferences } from './sources/references.ts'
import type { Source } from './sources/source.ts'
import { siteOf } from './sources/web-address.ts'
import { refersBack } from './summaries/back-reference.ts'
import { longestTitle, withoutNumber } from './summaries/headlines.ts'
import { leadOf } from './summaries/lead.ts'
import type { Point } from './summaries/listed-points.ts'
import { type Opened, openedByLink, titledByLink } from './summaries/opening.ts'

/** Of the items of a list, and of all lists, those that are stories; of all stories, those with some words; of the whole post, the lists. */
const least = { stories: 3, ofList: 1 / 2, ofItems: 3 / 4, inWords: 1 / 2, ofPost: 1 / 2 }

/** In characters. */
const longestLabel = 60

const chinese =
  /周报|周刊|月报|月刊|双周刊|日报|早报|晚报|快讯|简报|电子报|资讯|新闻|精选|一周(?!学|入门|掌握|搞定|[之以]?内)|本周|每周|第\s?\d{1,4}\s?[期周週]/
const english =
  /\b(?:weekly|fortnightly|monthly|newsletter|round-?up|news|digest|link ?dump)\b|\b(?:this|last|past) (?:week|month)\b|\bweek (?:in\b|of\b|\d)|^links?\b.|\blinks (?:of|for|from)\b|\b(?:\w{1,12}ly|weekend|\w{1,6}day|interesting|reading|favou?rite|noteworthy|good) links\b|\bissue #?\d/i
const asideInChinese =
  /^(?:参考|关于|致谢|感谢|联系|加入|下载|目录|贡献)|贡献者|招聘|活动预告|(?:推荐|延伸|相关|往期|更多).{0,4}(?:阅读|文章|内容|回顾|精选)|(?:可能|也许).{0,4}喜欢/
const asideInEnglish =
  /^(?:see also|resources|about|thanks|credits|contact|join|downloads?|(?:table of )?contents)\b|\b(?:contributors?|jobs|events|meetups)$|\b(?:may|might) (?:also )?(?:like|enjoy)\b|\b(?:related|previous|more|recent) (?:posts?|articles?|reading|issues?|stories)\b/i

/** An item of a list of links: the text of the link, what is said of it, and the link. */
export interface LinkedStory extends Point {
  sources: readonly Source[]
}

/** What a digest tells in lists of links, or in paragraphs below a link, and the block at which the first of them stands. */
export interface LinkedStories {
  stories: LinkedStory[]
  start: number
}

/** The stories of a digest that is a list of links, or of paragraphs that each have a link as their first line or set it off, most with some words on them; none for a post that does not call itself a digest. */
export function linkedStoriesOf(root: Root, title: string): LinkedStories {
  const none = { stories: [], start: 0 }
  const headings = root.children.flatMap(block => (block.type === 'heading' ? [plainText(block)] : []))
  if (![title, ...headings].some(callsItselfDigest)) return none
  const lists = listsOfText(root.children)
  const items = lists.flatMap(list => list.items)
  const length = lists.reduce((sum, list) => sum + list.length, 0)
  return areStories(items) && length >= least.ofPost * lengthOf(root.children)
    ? { stories: items.flatMap(({ story }) => story ?? []), start: lists[0]?.start ?? 0 }
    : none
}

/** True for a title such as `Weekly links` and `一周资讯`. */
export const callsItselfDigest = (title: string): boolean =>
  [chinese, english].some(pattern => pattern.test(simplified(title.slice(0, longestTitle))))

function areStories(items: readonly Item[]): boolean {
  const stories = items.filter(({ story }) => story)
  const inWords = stories.filter(({ hasWords }) => hasWords)
  return (
    stories.length >= least.stories &&
    stories.length >= least.ofItems * items.length &&
    inWords.length >= least.inWords * stories.length
  )
}

interface Item {
  story?: LinkedStory
  /** Something stands behind its link. */
  hasWords: boolean
}

interface LinkedList {
  start: number
  length: number
  items: readonly Item[]
}

// Lists of references, of contributors and of other posts are none of the text.
function listsOfText(blocks: readonly RootContent[]): LinkedList[] {
  let heading = ''
  return blocks.flatMap((block, start) => {
    if (block.type === 'heading') heading = plainText(block)
    const above = blocks[start - 1]
    const label = above?.type === 'paragraph' ? plainText(above) : ''
    if (block.type === 'paragraph' && !isAside(heading)) return titledParagraph(blocks, start)
    if (block.type !== 'list' || isAside(heading) || isAside(label)) return []
    const items = block.children.map(toItem)
    const isOfLinks = items.filter(({ story }) => story).length >= least.ofList * items.length
    return isOfLinks ? [{ start, length: plainText(block).length, items }] : []
  })
}

// A link alone on its line or set off from the text behind it, or with its text in the next line or paragraph.
function titledParagraph(blocks: readonly RootContent[], start: number): LinkedList[] {
  const [titled, below] = [titleIn(blocks[start]), blocks[start + 1]]
  if (!titled) return []
  const isWhole = plainText(titled.rest) !== '' || below?.type !== 'paragraph' || titleIn(below)
  const own = isWhole || !below ? [] : [below]
  const item = storyOf(titled, own)
  const length = [titled.opening, titled.rest, ...own].reduce((sum, node) => sum + plainText(node).length, 0)
  return item.story?.sentence ? [{ start, length, items: [item] }] : []
}

function titleIn(block: RootContent | undefined): Opened<Link> | undefined {
  if (block?.type !== 'paragraph') return undefined
  const opened = openedByLink(block)
  return titledByLink(block) ?? (opened?.isSetOff ? opened : undefined)
}

function isAside(whole: string): boolean {
  if (whole.length > longestLabel) return false
  const label = simplified(withoutNumber(whole))
  return isAdvert(label) || namesReferences(label) || asideInChinese.test(label) || asideInEnglish.test(label)
}

function toItem({ children: [first, ...others] }: ListItem): Item {
  const opened = first?.type === 'paragraph' ? openedByLink(first) : undefined
  return opened?.isSetOff ? storyOf(opened, others) : { hasWords: false }
}

function storyOf({ opening, rest }: Opened<Link>, others: readonly RootContent[]): Item {
  if (!isNews(opening)) return { hasWords: false }
  const headline = plainText(opening)
  const words = plainText(rest)
  // What follows a sentence about `it` is about it as well.
  const sentence = refersBack(words) ? '' : leadOf([rest, ...others])
  const url = cleanAddress(opening.url)
  // The title of the page is told already: it is the headline.
  const sources = [{ title: siteOf(url), url }]
  return { story: { headline, sentence, sources }, hasWords: words !== '' || others.length > 0 }
}

/** True for a link with words to a page that may be a story's source. */
export function isNews(link: Link): boolean {
  const headline = plainText(link)
  const kind = pageKind(link.url)
  return isTitle(headline) && /\p{L}{2}/u.test(headline) && kind !== 'profile' && kind !== 'aside'
}

const lengthOf = (blocks: readonly RootContent[]): number =>
  blocks.reduce((sum, block) => (block.type === 'code' ? sum : sum + plainText(block).length), 0)
