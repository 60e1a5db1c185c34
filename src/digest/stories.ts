import type { Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { leadOf } from './lead.ts'
import { citationsIn, type Source } from './sources.ts'

/** One news item inside a digest post. */
export interface Story {
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
  return [{ headline, sentence: leadOf(blocks, 1), sources }]
}
