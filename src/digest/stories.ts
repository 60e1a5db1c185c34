import type { Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { citationsIn, type Source } from './sources.ts'
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
  const stories = sections(root).flatMap(toStory)
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
  blocks: RootContent[]
}

function sections(root: Root): Section[] {
  const found: Section[] = []
  for (const block of root.children) {
    if (block.type === 'heading') found.push({ headline: plainText(block), blocks: [] })
    else found.at(-1)?.blocks.push(block)
  }
  return found
}

function toStory({ headline, blocks }: Section): Story[] {
  const sources = blocks.flatMap(block => (block.type === 'paragraph' ? citationsIn(block) : []))
  if (sources.length === 0 || headline === '') return []
  return [{ headline, sentence: leadOf(blocks), sources }]
}
