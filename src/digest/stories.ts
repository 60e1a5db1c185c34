import type { Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { citationsIn } from './sources/citations.ts'
import { type Footnotes, footnotesOf } from './sources/footnotes.ts'
import { namesReferences } from './sources/references.ts'
import type { Source } from './sources/source.ts'
import { listedHeadlinesOf } from './summaries/headlines.ts'
import { leadOf } from './summaries/lead.ts'

/** One news item inside a digest post, one point of a list post, or a key point of another. */
export interface Story {
  /** Empty for a key point, which is a sentence alone. */
  headline: string
  /** One sentence of its text, verbatim; empty when it has none. */
  sentence: string
  sources: readonly Source[]
}

/** The stories of a digest post: each heading with a cited source below it; none for a post with fewer than two. */
export function storiesOf(root: Root): Story[] {
  const footnotes = footnotesOf(root)
  const stories = sections(root).flatMap(section => toStory(section, footnotes))
  return stories.length >= 2 ? stories : []
}

/** The points of a list post: each heading that its title counts, with the first sentence below it. */
export function pointsOf(root: Root, title: string): Story[] {
  return listedHeadlinesOf(root, title).map(({ title: headline, block, depth }) => {
    const below = root.children.slice(block + 1)
    const end = below.findIndex(node => node.type === 'heading' && node.depth <= depth)
    return { headline, sentence: leadOf(end < 0 ? below : below.slice(0, end)), sources: [] }
  })
}

interface Section {
  headline: string
  depth: number
  blocks: RootContent[]
}

function sections(root: Root): Section[] {
  const found: Section[] = []
  for (const block of root.children) {
    const last = found.at(-1)
    if (block.type !== 'heading' || (last && block.depth > last.depth && namesReferences(plainText(block))))
      last?.blocks.push(block)
    else found.push({ headline: plainText(block), depth: block.depth, blocks: [] })
  }
  return found
}

function toStory({ headline, blocks }: Section, footnotes: Footnotes): Story[] {
  const { sources, isRetold } = citationsIn(blocks, footnotes)
  if (!isRetold || headline === '' || namesReferences(headline)) return []
  return [{ headline, sentence: leadOf(blocks), sources }]
}
