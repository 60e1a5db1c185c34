import stringWidth from 'fast-string-width'
import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import { elementText } from './element-text.ts'

// In CSS pixels: what a phone leaves for text, a letter, and what is around the text of a cell.
const phone = 330
const letter = 8.5
const aroundText = 17

/** Whether a table is wider than a phone, though its lines break between words. */
export function isWide(table: Element): boolean {
  const columns: number[] = []
  visit(table, 'element', row => {
    if (row.tagName !== 'tr') return
    const cells = row.children.filter(child => child.type === 'element')
    for (const [at, cell] of cells.entries())
      columns[at] = Math.max(columns[at] ?? 0, longestWord(elementText(cell)))
  })
  return columns.reduce((sum, width) => sum + width * letter + aroundText, 0) > phone
}

// Chinese may break behind every character.
const longestWord = (text: string): number =>
  Math.max(
    0,
    ...text
      .split(/[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}]+/u)
      .map(word => stringWidth(word)),
  )
