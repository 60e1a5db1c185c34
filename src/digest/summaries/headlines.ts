import type { Root } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import { simplified } from '../simplified.ts'

/** A heading of a post that says something. */
export interface Headline {
  /** Without its number and its anchor. */
  title: string
  depth: number
  /** True when there is no heading below it. */
  isLeaf: boolean
  /** Where it stands among the blocks of the post. */
  block: number
  /** True for `Trend 3: …` and `三、…`, which is one of several of its kind. */
  isNumbered: boolean
}

const anchor = /\s*\{\s*[#.:][^{}]*\}\s*$/
const numbering =
  /^(?:[问問q]\s?\d{0,2}[:：]\s*|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[ivx]{1,4})[)）.、:：](?!\d)\s*|0x\d+\s+|(?:no\.|№)\s?\d{1,2}(?![\d\p{L}])\s*[:：、.-]?\s*|\d{1,2}(?:\.\d{1,2})+\s+|\d{1,2}\s+(?=\p{Lu}|\p{Script=Han})|#\d{1,2}[:：.-]?\s+|(?:part|step|chapter|trend|tip|lesson|reason|prediction|rule|myth|mistake)\s+#?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s*[:：.-]\s*|第[一二三四五六七八九十\d]{1,3}[章节部分步点条个]*\s*[:：、.，,\s]\s*|\p{Script=Han}{1,3}\s?(?:\d{1,2}|[一二三四五六七八九十])\s*[:：]\s*)/iu
const ofItsKind =
  /^(?:(?:trend|tip|reason|lesson|prediction|mistake|myth|rule|principle|way|idea)\s*#?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b|(?:趋势|预测|技巧|原因|理由|教训|误区|原则|方法|建议|观点|要点|变化|亮点)\s?(?:\d{1,2}|[一二三四五六七八九十])|#?\d{1,2}[.)：:、](?!\d)|(?:no\.|№)\s?\d{1,2}(?![\d\p{L}]))/iu
const structural =
  /^(?:前言|引言|序|导语|编者按|背景|简介|介绍|概述|概要|摘要|目录|总结|小结|结论|结语|结束语|写在[前最]\S*|最后|后记|尾声|\S{0,4}展望\S{0,4}|开始\S{0,4}|参考\S*|延伸阅读|相关\S{0,4}|附录|致谢|感谢|关于\S*|参与\S*|贡献者\S*|下载\S*|升级\S{0,4}|如何\S{0,2}(?:参与|升级|加入|贡献)|加入\S*|联系\S*|作者\S*|译者\S*|问题|其[他它]\S{0,2}|\S{0,3}版本?(?:亮点|的重要功能)\S*|重点特性|新版本\S*|核心功能\S*|主要(?:更新|新闻|特性)|分析|tl;?dr|summary|abstract|overview|introduction|intro|background|about\b.*|contents|table of contents|conclusions?|wrap(?:ping)?[- ]?up|closing\b.*|final thoughts|analysis|in closing|in summary|what[’']?s next\b.*|next steps?|references?|resources|further reading|see also|related\b.*|appendix|acknowledge?ments?|thanks|credits|contributors?\b.*|changelog|download\b.*|upgrad\w+\b.*|how to (?:upgrade|update|install|contribute|get)\b.*|get(?:ting)? (?:started|involved|help)\b.*|join\b.*|contact\b.*|footnotes?|notes?|faq|misc(?:ellaneous)?|others?|highlights|(?:key|new|release|main) (?:features|highlights)|release (?:notes|highlights)|requirements|prerequisites|feedback|other (?:improvements|changes|features|updates|fixes)|(?:library )?stabili[sz](?:ed|ations?)(?: apis?)?|cargo features?|dedication|resolution|root cause\b.*|lessons learned|action items|社区\S*|安全)[:：!！]?$/i

/** The headings of a post that say something, in their order: no introduction, no conclusion, no references. */
export const headlinesOf = (root: Root): Headline[] => headingsOf(root).filter(({ title }) => !isFrame(title))

function headingsOf(root: Root): Headline[] {
  const headings = [...root.children.entries()].flatMap(([block, node]) =>
    node.type === 'heading' ? [{ block, depth: node.depth, written: plainText(node) }] : [],
  )
  return headings.flatMap(({ block, depth, written }, at) => {
    const title = withoutNumber(written.replace(anchor, ''))
    const isLeaf = (headings[at + 1]?.depth ?? 0) <= depth
    return title === '' ? [] : [{ title, depth, isLeaf, block, isNumbered: isNumbered(written) }]
  })
}

const isNumbered = (written: string): boolean =>
  ofItsKind.test(simplified(written)) || withoutNumber(written) !== written.trim()

/** A title without the number that it opens with: `1.`, `三、`, `Reason 2:`. */
export const withoutNumber = (title: string): string =>
  title.slice(numbering.exec(simplified(title))?.[0].length ?? 0).trim()

const place =
  /^(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、:：](?!\d)|#\d{1,2}[:：.-]?(?=\s)|(?:no\.|№)\s?\d{1,2}(?![\d\p{L}])[:：、.-]?)\s*/iu

/** The headline of a story without its place among others, `1.` or `（三）`; never empty, and `3 个漏洞` stays. */
export const withoutPlace = (headline: string): string => headline.replace(place, '') || headline

/** True for the title of what frames a post: its introduction, its conclusion, its references. */
export const isFrame = (title: string): boolean => structural.test(simplified(title))

/** In characters; what is longer is no title, and is cut before anything is looked for in it. */
export const longestTitle = 300

const numbers: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const counted =
  /\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?:[\p{L}\p{N}]+[\s-]+){0,3}?(?:things|ways|tips|tricks|trends|predictions|reasons|lessons|mistakes|myths|rules|principles|ideas|facts|questions|tools|features|practices|patterns|takeaways|insights|books|challenges|strategies|techniques|examples|signs|changes|improvements|highlights)(?![\p{L}\p{N}])|\btop[\s-](\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)(?![\p{L}\p{N}])|(?<!第)(\d{1,2}|[两二三四五六七八九十])\s?(?:[大种条点件项招类款则问]|个(?!半?(?:小时|月|星期|钟头|人|年)))/iu

/** How many things a title or a sentence says that it tells of; NaN where it counts none. */
export function countedIn(text: string): number {
  const [, latin, top, chinese] = counted.exec(simplified(text)) ?? []
  const written = (latin ?? top ?? chinese ?? '').toLowerCase()
  return numbers[written] ?? Number(written || Number.NaN)
}

/** How many points the title of a post promises; NaN where it promises none. */
export const promisedIn = (title: string): number => countedIn(title.slice(0, longestTitle))

/** The headings of a list post, such as the five trends that its title promises; none for a post of another kind. */
export function listedHeadlinesOf(root: Root, title: string): Headline[] {
  const count = promisedIn(title)
  if (!(count >= 2)) return []
  const headings = headingsOf(root)
  const depths = [...new Set(headings.map(({ depth }) => depth))].toSorted()
  for (const depth of depths) {
    const all = headings.filter(heading => heading.depth === depth)
    const own = all.filter(({ title }) => !isFrame(title))
    const found = [all, own].map(some => some.filter(heading => heading.isNumbered))
    // `4. Get involved` is a point where each point has its number, and else the end of the post.
    const points = [...found, own].find(({ length }) => length === count)
    if (points) return points
  }
  return []
}
