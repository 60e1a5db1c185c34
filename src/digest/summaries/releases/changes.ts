import type { Root } from 'mdast'
import { plainText } from '../../../posts/markdown/markdown.ts'
import { simplified } from '../../simplified.ts'
import { headlinesOf, longestTitle } from '../headlines.ts'
import { allChangesIn, changesInLists, namesChanges, withoutCredit } from './change-lists.ts'

const release =
  /\b(?:releases?|released|what[’']?s new|announcing|introducing)\b.{0,30}\d\.\d|\d\.\d\S{0,40}\s.{0,30}\b(?:releases?|released|is (?:out|here|available)|now available)\b|\d\.\d{1,6}\S{0,6}\s?版?本?(?:正式|重磅|全新)?(?:发布|来了|上线)|(?:发布|新特性|新功能).{0,12}\d\.\d/i
const version =
  /^(?:\p{L}\S{0,40}\s){0,3}(?:v\d{1,4}|v?\d{1,4}(?:\.\d{1,4}){1,3})(?:[-+][\w.]{1,20})?(?![\p{L}\p{N}.])(?:\s?[(:：–—-].{1,100}|[^\p{L}\p{N}]{0,10})$/iu

/** The changes that a release post tells of: its headings, else the items of its lists of changes; none for a post of another kind. */
export function changesOf(root: Root, whole: string): string[] {
  const title = simplified(whole.slice(0, longestTitle))
  if (account.test(title)) return []
  if (release.test(title)) return changesOfRelease(root)
  return version.test(title) && namesItsChanges(root) ? allChangesIn(root) : []
}

// `Foo 2.0` is a release where its headings or bold lines say so, and may be anything else.
const namesItsChanges = (root: Root): boolean =>
  root.children.some(
    block => (block.type === 'heading' || block.type === 'paragraph') && namesChanges(plainText(block)),
  )

function changesOfRelease(root: Root): string[] {
  const leaves = headlinesOf(root).filter(({ isLeaf, title }) => isLeaf && !isBeside(title))
  // Questions belong to accounts of a release.
  if (leaves.some(({ title }) => /[?？]$/.test(title))) return []
  const telling = leaves.filter(({ title }) => isTelling(title))
  return telling.length < 2 || telling.length * 2 < leaves.length
    ? changesInLists(root)
    : leaves.map(({ title }) => withoutCredit(title))
}

const beside =
  /^[^\p{L}\p{N}]*(?:install(?:ing|ation)?(?:\s\S{1,30}){0,3}$|(?:new )?(?:contributors|committers)\b|full changelog\b|v?\d{1,4}(?:\.\d{1,4}){1,3}(?:\s(?:summary|changelog))?(?:\s\([^()]*\))?$)/iu

// What names a list of changes, or stands beside them, is no change.
const isBeside = (title: string): boolean => namesChanges(title) || beside.test(title)

const account =
  /\b(?:incident|post-?mortem|retrospective|explain(?:ed)?|deep dive|analysis)\b|故障|复盘|解读|解析|分析|回顾|评测/i

// `Memory` and `Speed` say nothing of what has changed.
const isTelling = (title: string): boolean =>
  /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(title) || /\p{Script=Han}{5}/u.test(title)
