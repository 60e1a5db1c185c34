import type { RootContent } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import { type Line, linesOf } from './line.ts'

/** A heading, a paragraph or a whole list, with its lines; quotations are taken apart. */
export interface Passage {
  kind: 'heading' | 'paragraph' | 'list'
  /** Of a heading, 1 to 6; else 0. */
  depth: number
  lines: readonly Line[]
}

/** What may name sources, in its order: no code, no tables, no footnotes. */
export function passagesOf(blocks: readonly RootContent[]): Passage[] {
  return blocks.flatMap((block, at): Passage[] => {
    switch (block.type) {
      case 'heading':
        return [
          {
            kind: 'heading',
            depth: block.depth,
            lines: [{ text: plainText(block), links: [], tail: '', isNote: false, isCaption: false }],
          },
        ]
      case 'paragraph':
        return [{ kind: 'paragraph', depth: 0, lines: linesOf(block, isPicture(blocks[at - 1])) }]
      case 'blockquote':
        return passagesOf(block.children)
      case 'list':
        return [{ kind: 'list', depth: 0, lines: linesBelow(block.children.flatMap(item => item.children)) }]
      default:
        return []
    }
  })
}

const isPicture = (block: RootContent | undefined): boolean =>
  block?.type === 'paragraph' &&
  block.children.some(({ type }) => type === 'image') &&
  block.children.every(
    child => child.type === 'image' || (child.type === 'text' && child.value.trim() === ''),
  )

const linesBelow = (blocks: readonly RootContent[]): Line[] =>
  passagesOf(blocks).flatMap(({ lines }) => lines)
