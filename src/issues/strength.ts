import type { Paragraph, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { plainText } from '../posts/markdown/markdown.ts'
import { parseEntry } from './parse-entry.ts'
import { isAlsoIn, isSources } from './words.ts'

/** Of more than this, an entry is no stronger. */
const enough = 5

/**
 * How much an entry, as it stands in Markdown, has to tell: two for each story and for each other post that tells it,
 * one for each source, one each for a text and a picture.
 */
export function strengthOf(text: string): number {
  const blocks = parseEntry(text).children.filter(({ type }) => type !== 'heading')
  const told = blocks.filter(block => !isAlso(block))
  const stories = blocks.flatMap(block => (block.type === 'list' ? block.children : [])).length
  const also = blocks.filter(isAlso).reduce((count, block) => count + plainText(block).split(' · ').length, 0)
  const sources = linksIn(told).size
  const parts = [2 * Math.min(stories, enough), 2 * Math.min(also, enough), Math.min(sources, enough)]
  return parts.reduce((sum, part) => sum + part) + Number(openingOf(blocks) !== '') + Number(hasPicture(told))
}

/** The first paragraph of an entry that is text; empty where there is none. */
export function openingOf(blocks: readonly RootContent[]): string {
  const prose = blocks.find(block => block.type === 'paragraph' && !isLinks(block) && !isAlso(block))
  return prose ? plainText(prose) : ''
}

/** The addresses that blocks link to, each once. */
export function linksIn(blocks: readonly RootContent[]): Set<string> {
  const urls = new Set<string>()
  visit({ type: 'root', children: [...blocks] }, 'link', ({ url }) => void urls.add(url))
  return urls
}

/** True for the line that names other posts. */
export const isAlso = (block: RootContent): boolean =>
  block.type === 'paragraph' && isAlsoIn(plainText(block))

// `来源：` before links is no text.
function isLinks({ children }: Paragraph): boolean {
  const words = plainText(children.filter(child => child.type !== 'link' && child.type !== 'image'))
  return children.some(child => child.type !== 'text') && (words.length < 15 || isSources(words))
}

function hasPicture(blocks: readonly RootContent[]): boolean {
  let found = false
  visit({ type: 'root', children: [...blocks] }, 'image', () => {
    found = true
  })
  return found
}
