import type { List, ListItem, Paragraph, Root, RootContent } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import { refersBack } from './back-reference.ts'
import { isFrame, listedHeadlinesOf, promisedIn, withoutNumber } from './headlines.ts'
import { withoutHoles } from './holes.ts'
import { leadOf } from './lead.ts'
import { openedByBold } from './opening.ts'
import { standsAlone } from './presentable.ts'
import { firstSentencesOf, isSentence } from './sentences.ts'

/** A point of a list post. */
export interface Point {
  /** Empty where the point is a sentence alone. */
  headline: string
  sentence: string
}

/** In characters; longer bold text is no headline. */
const longest = 100
/** A list that is less than this share of a post stands in it by chance. */
const leastShare = 1 / 3

/** What the title of a list post counts: headings, else paragraphs with a bold number, else the items of a list; none for a post of another kind. */
export function listedPointsOf(root: Root, title: string): Point[] {
  const count = promisedIn(title)
  if (!(count >= 2)) return []
  const found = [pointsBelowHeadings(root, title), pointsOfParagraphs(root, count), pointsOfList(root, count)]
  return found.find(({ length }) => length > 0) ?? []
}

function pointsBelowHeadings(root: Root, title: string): Point[] {
  return listedHeadlinesOf(root, title).map(({ title: headline, block, depth }) => {
    const below = root.children.slice(block + 1)
    const end = below.findIndex(node => node.type === 'heading' && node.depth <= depth)
    return { headline, sentence: leadOf(end < 0 ? below : below.slice(0, end)) }
  })
}

function pointsOfParagraphs({ children }: Root, count: number): Point[] {
  const starts = children.flatMap((block, at) => (isNumberedParagraph(block) ? [at] : []))
  if (starts.length !== count) return []
  const points = starts.map((start, at) => {
    const own = children.slice(start, starts[at + 1])
    const end = own.findIndex(({ type }) => type === 'heading' || type === 'thematicBreak')
    return pointOf(end < 0 ? own : own.slice(0, end))
  })
  return allTelling(points)
}

function isNumberedParagraph(block: RootContent): boolean {
  if (block.type !== 'paragraph') return false
  const text = headlineOf(block)
  return text !== '' && withoutNumber(text) !== text
}

/** What a paragraph has as its headline: bold text that is set off, or a line without the end of a sentence. */
function headlineOf(block: Paragraph): string {
  const bold = openedByBold(block)
  const line = plainText(block)
  const text = bold?.isSetOff ? plainText(bold.opening) : bold || isSentence(line) ? '' : line
  return text.length <= longest ? text : ''
}

function pointsOfList({ children }: Root, count: number): Point[] {
  const frame = new Set(blocksOfFrame(children))
  const lists = children.filter(
    (block): block is List => block.type === 'list' && block.children.length === count && !frame.has(block),
  )
  const ordered = lists.filter(list => list.ordered)
  const [list, ...others] = ordered.length > 0 ? ordered : lists
  if (!list || others.length > 0 || shareOf(list, children) < leastShare) return []
  const tries = [pointOfItem, titleOfItem].map(read => allTelling(list.children.map(read)))
  return tries.find(({ length }) => length > 0) ?? []
}

function blocksOfFrame(blocks: readonly RootContent[]): RootContent[] {
  let isWithin = false
  return blocks.filter(block => {
    if (block.type === 'heading') isWithin = isFrame(plainText(block))
    return isWithin
  })
}

const shareOf = (list: List, blocks: readonly RootContent[]): number =>
  textLength([list]) / textLength(blocks.filter(({ type }) => type !== 'code' && type !== 'html'))

const textLength = (blocks: readonly RootContent[]): number =>
  blocks.reduce((sum, block) => sum + plainText(block).length, 0)

const pointOfItem = ({ children }: ListItem): Point => pointOf(children)

// What is no sentence, or refers to the title, can stand as a headline.
function titleOfItem({ children }: ListItem): Point {
  const [first, ...others] = children
  const point = pointOf(children)
  if (first?.type !== 'paragraph' || point.headline !== '') return point
  const [headline = '', ...rest] = firstSentencesOf(plainText(first))
  if (headline.length > longest) return point
  const sentence = rest.find(text => !refersBack(text)) ?? ''
  return { headline: withoutEnd(headline), sentence: sentence || leadOf(others) }
}

function pointOf([first, ...others]: readonly RootContent[]): Point {
  if (first?.type !== 'paragraph') return { headline: '', sentence: '' }
  const headline = withoutEnd(withoutNumber(headlineOf(first)))
  const bold = openedByBold(first)
  if (bold && headline !== '') return { headline, sentence: leadOf([bold.rest, ...others]) }
  const isTitled = headline !== withoutEnd(plainText(first)) || others[0]?.type === 'paragraph'
  if (headline !== '' && isTitled) return { headline, sentence: leadOf(others) }
  const [sentence = ''] = firstSentencesOf(plainText(withoutHoles(first)))
  const isTelling = isSentence(sentence) && standsAlone(sentence)
  return { headline: '', sentence: isTelling ? sentence : leadOf([first, ...others]) }
}

const withoutEnd = (headline: string): string => headline.replace(/[.。:：;；,，]$/, '').trimEnd()

const allTelling = (points: Point[]): Point[] =>
  points.every(({ headline, sentence }) => headline !== '' || sentence !== '') ? points : []
