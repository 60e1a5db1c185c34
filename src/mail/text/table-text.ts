import stringWidth from 'fast-string-width'
import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import { wrapText } from './wrap-text.ts'

/** A table in columns where it is not wider than `width`, else its cells with bars between them, wrapped. */
export function tableText(table: Element, textOf: (cell: Element) => string, width: number): string {
  const rows: string[][] = []
  visit(table, 'element', element => {
    if (element.tagName !== 'tr') return
    const cells = element.children.filter(child => child.type === 'element')
    rows.push(cells.map(cell => textOf(cell).replaceAll('\n', ' ')))
  })
  const count = Math.max(0, ...rows.map(row => row.length))
  const columns = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map(row => stringWidth(row[at] ?? ''))),
  )
  const isNarrow = columns.reduce((sum, column) => sum + column + 3, -3) <= width
  const lines = rows.map(row =>
    row.map((cell, at) => (isNarrow ? padded(cell, columns[at] ?? 0) : cell)).join(' | '),
  )
  return lines.map(line => wrapText(line.trimEnd(), width)).join(isNarrow ? '\n' : '\n\n')
}

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)))
