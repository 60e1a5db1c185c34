import type { Link, Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { isNews, linkedStoriesOf } from './linked-stories.ts'
import { citationsIn } from './sources/citations.ts'
import { cleanAddress } from './sources/clean-address.ts'
import { isCredit } from './sources/credit-lines.ts'
import { type Footnotes, footnotesOf } from './sources/footnotes.ts'
import { namesReferences } from './sources/references.ts'
import type { Source } from './sources/source.ts'
import { siteOf } from './sources/web-address.ts'
import { leadOf } from './summaries/lead.ts'
import { listedPointsOf } from './summaries/listed-points.ts'
import { onlyLinkIn } from './summaries/opening.ts'
import { isNote } from './summaries/prose.ts'
import { isSentence } from './summaries/sentences.ts'

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

/** The stories of a digest post: each heading with a cited source below it, else each bold line that has one, else each heading that is a link, else the items of its lists of links; none for a post with fewer than two. */
export function storiesOf(root: Root, title = ''): Told {
  const footnotes = footnotesOf(root)
  const heading = root.children.findIndex(({ type }) => type === 'heading')
  const told = [
    () => toldBelow(sections(root), footnotes),
    () => toldBelow(sections(root, isBoldLine), footnotes),
    () => toldByLinks(sections(root), footnotes),
    () => linkedStoriesOf(root, title),
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

interface Section {
  headline: string
  depth: number
  start: number
  /** The page that the headline itself leads to. */
  link: Link | undefined
  blocks: RootContent[]
}

/** Bold lines stand below every heading. */
const depthOfLine = 7

function sections(root: Root, isHeadline: (block: RootContent) => boolean = () => false): Section[] {
  const found: Section[] = []
  for (const [start, block] of root.children.entries()) {
    const last = found.at(-1)
    const depth = block.type === 'heading' ? block.depth : isHeadline(block) ? depthOfLine : undefined
    if (depth === undefined || (last && depth > last.depth && namesReferences(plainText(block))))
      last?.blocks.push(block)
    else found.push({ headline: plainText(block), depth, start, link: linkOf(block), blocks: [] })
  }
  return found
}

const linkOf = (block: RootContent): Link | undefined =>
  block.type === 'heading' ? onlyLinkIn(block.children) : undefined

/** In characters; what is longer is a paragraph in bold. */
const longestLine = 100

function isBoldLine(block: RootContent): boolean {
  if (block.type !== 'paragraph' || !block.children.some(({ type }) => type === 'strong') || !isNote(block))
    return false
  const text = plainText(block)
  const isTitle = text.length <= longestLine && !isSentence(text) && !/[:：]$/.test(text)
  return isTitle && !isCredit(text) && !namesReferences(text)
}

function toldBelow(found: readonly Section[], footnotes: Footnotes): Told {
  const told = found.flatMap(section =>
    toStory(section, footnotes).map(story => ({ story, start: section.start })),
  )
  return { stories: told.map(({ story }) => story), start: told[0]?.start ?? 0 }
}

function toStory({ headline, blocks }: Section, footnotes: Footnotes): Story[] {
  const { sources, isRetold } = citationsIn(blocks, footnotes)
  if (!isRetold || headline === '' || namesReferences(headline)) return []
  return [{ headline, sentence: leadOf(blocks), sources }]
}

/** Of the sections beside one another, those that are stories. */
const leastLinked = 1 / 2

// One linked headline among others only names its subject.
function toldByLinks(found: readonly Section[], footnotes: Footnotes): Told {
  const linked = found.filter(({ link }) => link && isNews(link))
  const depths = new Set(linked.map(({ depth }) => depth))
  const beside = found.filter(
    ({ depth, headline }) => depths.has(depth) && headline !== '' && !namesReferences(headline),
  )
  if (linked.length < leastLinked * beside.length) return { stories: [], start: 0 }
  const stories = linked.flatMap(({ headline, link, blocks }) => {
    const source = link && { title: siteOf(link.url), url: cleanAddress(link.url) }
    const { sources } = citationsIn(blocks, footnotes)
    return source ? [{ headline, sentence: leadOf(blocks), sources: [source, ...sources] }] : []
  })
  return { stories, start: linked[0]?.start ?? 0 }
}
