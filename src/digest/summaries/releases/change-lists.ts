import type { ListItem, Root, RootContent } from 'mdast'
import { plainText } from '../../../posts/markdown/markdown.ts'
import { simplified } from '../../simplified.ts'
import { withoutNumber } from '../headlines.ts'
import { withoutHoles } from '../holes.ts'
import { firstSentencesOf } from '../sentences.ts'

const named =
  /^[^\p{L}\p{N}]*(?:(?:what[’']?s )?(?:new|changed)|(?:new |key |main |notable |major |minor |breaking |bug |other )?(?:features?|highlights|changes|changelog|improvements?|enhancements?|fix(?:es)?|bugfixes|additions|updates)|added|removed|deprecated|fixed|新增|移除|删除|弃用|废弃|(?:主要|重要|新增)?(?:新?特性|新?功能|更新|变化|变更|改进|优化|修复|亮点)(?:内容|日志)?\p{Script=Han}{0,2})(?:\s(?:in|of|since)\s.{1,40})?[^\p{L}\p{N}]*$/iu
const announced =
  /\b(?:includes?|including|brings?|adds?|introduces?|features?|changes|improvements|highlights|fixes|new)\b[^.!?]{0,60}:$|(?:包括|包含|带来|新增|更新|特性|功能|变化|改进|修复|亮点)[^。！？]{0,12}[:：]$/i
/** In characters; what is longer names nothing. */
const longestName = 100
/** Fewer make no list of changes, but where they have their authors, or where nothing else tells of a release. */
const fewest = { named: 3, ofAll: 2 }
/** In characters; what is longer is no name of a change. */
const longestChange = 140

/** True for the name of a list of changes, such as `Added`, `🐛 Bug fixes` and `新增功能`. */
export const namesChanges = (title: string): boolean =>
  title.length <= longestName && named.test(simplified(withoutNumber(title)))

/** The items of the lists that are named as those of changes, in a few words each; none where they are too few to be all. */
export const changesInLists = (root: Root, least = fewest.named): string[] =>
  changesIn(root, least, () => false)

/** The same for a post that tells of its release by nothing else: shorter lists, and those below `This release includes:`. */
export const allChangesIn = (root: Root): string[] => changesIn(root, fewest.ofAll, announcesList)

function changesIn(
  { children }: Root,
  least: number,
  isLabel: (block: RootContent | undefined) => boolean,
): string[] {
  let isWithin = false
  let kind = ''
  const items = children.flatMap((block, at) => {
    if (block.type === 'heading' || namesList(block)) {
      isWithin = namesList(block)
      kind = isWithin ? kindOf(plainText(block)) : ''
    }
    const isOfChanges = isWithin || isLabel(children[at - 1])
    return isOfChanges && block.type === 'list' ? block.children.map(item => ofKind(kind, textOf(item))) : []
  })
  const news = items.filter(item => !housekeeping.test(item))
  const told = (news.length > 0 ? news : items).map(withoutCredit).filter(isName)
  const isTold = told.filter(tells).length * 2 >= told.length
  return (isTold && told.length >= least) || items.some(item => credit.test(item)) ? told : []
}

const namesList = (block: RootContent): boolean =>
  (block.type === 'heading' || block.type === 'paragraph') && namesChanges(plainText(block))

const announcesList = (block: RootContent | undefined): boolean =>
  block?.type === 'paragraph' && announced.test(simplified(plainText(block).slice(-longestName)))

// `Node.js 12.4.0` and `VecDeque::resize` say nothing of what has changed.
const tells = (change: string): boolean => /\p{L}\s+(?:\S+\s+)?\p{Ll}{2}|\p{Script=Han}{4}/u.test(change)

const isName = (change: string): boolean => change !== '' && change.length <= longestChange

// The first sentence of an item, without its end: changes stand in one line.
function textOf({ children: [first] }: ListItem): string {
  const [sentence = ''] = first?.type === 'paragraph' ? firstSentencesOf(plainText(withoutHoles(first))) : []
  return sentence.replace(/[.。;；]$/, '')
}

const turning =
  /^(?:remov|delet|dropp?|deprecat|revert|fix|bug|security|breaking|known|移除|删除|弃用|废弃|回退|修复|缺陷|安全|不兼容|已知)/i
const telling =
  /^(?:\S+\s)?(?:remov|delet|drop|deprecat|revert|fix|no longer|移除|删除|弃用|废弃|回退|修复|不再)/i

// `Support for Node 16` is the opposite of a change where it stands below `Removed`.
function kindOf(name: string): string {
  const plain = name.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return turning.test(simplified(plain)) ? plain : ''
}

function ofKind(kind: string, change: string): string {
  if (kind === '' || change === '' || telling.test(simplified(change))) return change
  return `${kind}${/\p{Script=Han}/u.test(kind) ? '：' : ': '}${change}`
}

const housekeeping =
  /^(?:chore|ci|build|tests?|style|refactor|deps)(?:\([^()]{1,40}\))?!?:\s|^bump \S+ from \S+ to |made their first contribution/i
const scopeOfChange = /^(fix|revert)(?:\([^()]{1,40}\))?!?:\s+/i
const kindOfChange =
  /^(?:feat|perf|docs|chore|ci|build|tests?|style|refactor|deps)(?:\([^()]{1,40}\))?!?:\s+/i
const credit = /\sby @[\w[\]-]{1,60}(?:(?:,| and|, and) @[\w[\]-]{1,60}){0,9}(?:\sin\s\S{1,200})?$/
const numbers = /\s?(?:\((?:[\w-]{1,40}\/[\w.-]{1,60})?#\d{1,7}[^()]{0,200}\)|\[#\d{1,7}\]|(?<=\s)#\d{1,7})$/

/** A change without who made it, where, and the mark of its kind: `feat: add x by @jane in https://…` is `add x`. */
export const withoutCredit = (change: string): string =>
  change.length > 2000
    ? change
    : change
        .replace(credit, '')
        .replace(numbers, '')
        .replace(scopeOfChange, '$1: ')
        .replace(kindOfChange, '')
        .trim()
