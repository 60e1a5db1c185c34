import type { ListItem, Root } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import { headlinesOf, longestTitle, withoutNumber } from './headlines.ts'
import { withoutHoles } from './holes.ts'
import { firstSentencesOf } from './sentences.ts'

const release =
  /\b(?:releases?|released|what[’']?s new|announcing|introducing)\b.{0,30}\d\.\d|\d\.\d\S{0,40}\s.{0,30}\b(?:releases?|released|is (?:out|here|available)|now available)\b|\d\.\d{1,6}\S{0,6}\s?版?本?(?:正式|重磅|全新)?(?:发布|来了|上线)|(?:发布|新特性|新功能).{0,12}\d\.\d/i

/** The changes that a release post tells of: its headings, else the items of its lists of changes; none for a post of another kind. */
export function changesOf(root: Root, whole: string): string[] {
  const title = whole.slice(0, longestTitle)
  if (!release.test(title)) return []
  const leaves = headlinesOf(root).filter(({ isLeaf }) => isLeaf)
  // Questions, and titles that explain, belong to accounts of a release.
  const isAccount = account.test(title) || leaves.some(headline => /[?？]$/.test(headline.title))
  const telling = leaves.filter(headline => isTelling(headline.title))
  if (isAccount) return []
  return telling.length < 2 || telling.length * 2 < leaves.length
    ? changesInLists(root)
    : leaves.map(headline => headline.title)
}

const ofChanges =
  /^(?:(?:what[’']?s )?(?:new|changed)|(?:new |key |main |notable |bug |other )?(?:features?|highlights|changes|changelog|improvements|enhancements|fixes|additions|updates)|added|fixed|(?:主要|重要|新增)?(?:新?特性|新?功能|更新|变化|变更|改进|优化|修复|亮点)(?:内容|日志)?)(?![\p{L}])/iu
/** Fewer make no list of changes. */
const fewestInLists = 3
/** In characters; what is longer is no name of a change. */
const longestChange = 100

function changesInLists(root: Root): string[] {
  let isWithin = false
  const changes = root.children.flatMap(block => {
    if (block.type === 'heading') isWithin = ofChanges.test(withoutNumber(plainText(block)))
    return isWithin && block.type === 'list' ? block.children.map(changeIn) : []
  })
  const told = changes.filter(change => change !== '' && change.length <= longestChange)
  return told.length < fewestInLists ? [] : told
}

// The first sentence of an item, without its end: changes stand in one line.
function changeIn({ children: [first] }: ListItem): string {
  const [sentence = ''] = first?.type === 'paragraph' ? firstSentencesOf(plainText(withoutHoles(first))) : []
  return sentence.replace(/[.。;；]$/, '')
}

const account =
  /\b(?:incident|post-?mortem|retrospective|explain(?:ed)?|deep dive|analysis)\b|故障|复盘|解读|解析|分析|回顾|评测/i

// `Memory` and `Speed` say nothing of what has changed.
const isTelling = (title: string): boolean =>
  /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(title) || /\p{Script=Han}{5}/u.test(title)
