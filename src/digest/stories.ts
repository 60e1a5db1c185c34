import type { Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { leadOf } from './lead.ts'
import { citationsIn } from './sources/citations.ts'
import { type Footnotes, footnotesOf } from './sources/footnotes.ts'
import { namesReferences } from './sources/references.ts'
import type { Source } from './sources/source.ts'

/** One news item inside a digest post. */
export interface Story {
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
  return [{ headline, sentence: leadOf(blocks, 1), sources }]
}
