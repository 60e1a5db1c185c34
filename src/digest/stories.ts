import type { Link, Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { answeredQuestionsOf } from './answered-questions.ts'
import { type BoldLine, boldLineOf } from './bold-lines.ts'
import { callsItselfDigest, isNews, linkedStoriesOf } from './linked-stories.ts'
import { isAdvert } from './sources/adverts.ts'
import { citationsIn } from './sources/citations.ts'
import { cleanAddress } from './sources/clean-address.ts'
import { type Footnotes, footnotesOf } from './sources/footnotes.ts'
import { pageKind } from './sources/page-kind.ts'
import { namesReferences } from './sources/references.ts'
import type { Source } from './sources/source.ts'
import { siteOf } from './sources/web-address.ts'
import { isFrame, withoutPlace } from './summaries/headlines.ts'
import { leadOf } from './summaries/lead.ts'
import { listedPointsOf } from './summaries/listed-points.ts'
import { onlyLinkIn, openedByBold } from './summaries/opening.ts'

/** One news item inside a digest post, one point of a list post, or a key point of another. */
export interface Story {
  /** Empty for a point that is a sentence alone. */
  headline: string
  /** One sentence of its text, verbatim; empty when it has none. */
  sentence: string
  sources: readonly Source[]
}

/** What a digest post tells, and the block at which its stories begin: the first heading, or the first story where that stands above it. */
export interface Told {
  stories: Story[]
  start: number
}

/** The stories of a digest post: each heading with a cited source below it, else each bold line that has one, else the items of lists that open with a bold headline and have one, else each heading that is a link to an article, else the items of its lists of links, else the questions that it answers; none for a post with fewer than two. */
export function storiesOf(root: Root, title = ''): Told {
  const footnotes = footnotesOf(root)
  const heading = root.children.findIndex(({ type }) => type === 'heading')
  const headed = sections(root)
  const told = [
    () => toldBelow(headed, footnotes),
    () => toldBelow(sections(root, boldLineOf), footnotes),
    () => toldByItems(root, footnotes),
    () => toldByLinks(headed, footnotes, title),
    () => linkedStoriesOf(root, title),
    () => toldByAnswers(root, title),
  ]
  for (const read of told) {
    const { stories, start } = read()
    if (stories.length >= 2) return { stories, start: heading < 0 ? start : Math.min(heading, start) }
  }
  return { stories: [], start: root.children.length }
}

/** The points of a list post, as its title counts them, with a sentence each. */
export const pointsOf = (root: Root, title: string): Story[] =>
  listedPointsOf(root, title).map(point => ({ ...point, sources: [] }))

// `- **Headline.** What it says. Source: [t](u)`
function toldByItems({ children }: Root, footnotes: Footnotes): Told {
  const told = children.flatMap((block, start) =>
    (block.type === 'list' ? block.children : []).flatMap(({ children: [first, ...others] }) => {
      const opened = first?.type === 'paragraph' ? openedByBold(first) : undefined
      if (!opened?.isSetOff) return []
      const headline = plainText(opened.opening).replace(/[.。:：]$/, '')
      const section = {
        headline,
        depth: depthOfLine,
        start,
        link: undefined,
        note: [],
        blocks: [opened.rest, ...others],
      }
      return toStory(section, footnotes).map(story => ({ story, start }))
    }),
  )
  return { stories: told.map(({ story }) => story), start: told[0]?.start ?? 0 }
}

function toldByAnswers(root: Root, title: string): Told {
  const { points, start } = answeredQuestionsOf(root, title)
  return { stories: points.map(point => ({ ...point, sources: [] })), start }
}

interface Section {
  headline: string
  depth: number
  start: number
  /** The page that the headline itself leads to. */
  link: Link | undefined
  /** The line of the headline, where more stands in it. */
  note: RootContent[]
  blocks: RootContent[]
}

/** Bold lines stand below every heading. */
const depthOfLine = 7

function sections(
  root: Root,
  lineOf: (block: RootContent) => BoldLine | undefined = () => undefined,
): Section[] {
  const found: Section[] = []
  for (const [start, block] of root.children.entries()) {
    const last = found.at(-1)
    const line = block.type === 'heading' ? undefined : lineOf(block)
    const depth = block.type === 'heading' ? block.depth : line && depthOfLine
    const headline = depth === undefined ? '' : (line?.headline ?? plainText(block))
    if (depth === undefined || (last && depth > last.depth && namesReferences(headline)))
      last?.blocks.push(block)
    else {
      const { note = [], rest: blocks = [] } = line ?? {}
      found.push({ headline, depth, start, link: linkOf(block), note, blocks })
    }
  }
  return found
}

const linkOf = (block: RootContent): Link | undefined =>
  block.type === 'heading' ? onlyLinkIn(block.children) : undefined

function toldBelow(found: readonly Section[], footnotes: Footnotes): Told {
  const told = found.flatMap(section =>
    toStory(section, footnotes).map(story => ({ story, start: section.start, depth: section.depth })),
  )
  const start = told[0]?.start ?? 0
  const own = [...told, ...withoutSource(found, told)].toSorted((a, b) => a.start - b.start)
  return { stories: own.map(({ story }) => story), start }
}

interface ToldStory {
  story: Story
  start: number
  depth: number
}

// Of a digest that names the sources of most of its stories, one that has none is a story as well.
function withoutSource(found: readonly Section[], told: readonly ToldStory[]): ToldStory[] {
  const [first] = told
  if (!first || told.some(({ depth }) => depth !== first.depth) || first.depth === depthOfLine) return []
  const starts = new Set(told.map(({ start }) => start))
  const others = found.flatMap(({ headline, depth, start, blocks }) => {
    const isBeside = depth === first.depth && start > first.start && !starts.has(start)
    const sentence = isBeside && isHeadline(headline) && !isFrame(headline) ? leadOf(blocks) : ''
    return sentence === ''
      ? []
      : [{ story: { headline: withoutPlace(headline), sentence, sources: [] }, start, depth }]
  })
  return others.length <= told.length / leastWithSource ? others : []
}

function toStory({ headline, note, blocks }: Section, footnotes: Footnotes): Story[] {
  const { sources, isRetold } = citationsIn([...note, ...blocks], footnotes)
  if (!isRetold || !isHeadline(headline)) return []
  return [{ headline: withoutPlace(headline), sentence: leadOf(blocks), sources }]
}

const isHeadline = (text: string): boolean => text !== '' && !namesReferences(text) && !isAdvert(text)

/** So many stories of a digest have a source for each that has none. */
const leastWithSource = 2
/** Of the sections beside one another, those that are stories. */
const leastLinked = 1 / 2
/** Two headings of an ordinary post may lead to what it tells of. */
const leastOfOrdinary = 3

// One linked headline among others only names its subject.
function toldByLinks(found: readonly Section[], footnotes: Footnotes, title: string): Told {
  const linked = found.filter(({ link, headline }) => link && isArticle(link) && isHeadline(headline))
  const depths = new Set(linked.map(({ depth }) => depth))
  const beside = found.filter(({ depth, headline }) => depths.has(depth) && isHeadline(headline))
  const least = Math.max(leastLinked * beside.length, callsItselfDigest(title) ? 0 : leastOfOrdinary)
  if (linked.length < least) return { stories: [], start: 0 }
  const stories = linked.flatMap(({ headline, link, blocks }) => {
    const source = link && { title: siteOf(link.url), url: cleanAddress(link.url) }
    const { sources } = citationsIn(blocks, footnotes)
    const told = { headline: withoutPlace(headline), sentence: leadOf(blocks) }
    return source ? [{ ...told, sources: [source, ...sources] }] : []
  })
  return { stories, start: linked[0]?.start ?? 0 }
}

const isArticle = (link: Link): boolean => isNews(link) && pageKind(link.url) === 'article'
