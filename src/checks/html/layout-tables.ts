import type { Element } from 'hast'
import { checkNamed, counted, type Found, warning } from '../found.ts'
import { attributeOf, spotsIn } from './spots.ts'

/** Tables that only place things, and are read aloud as data with rows and columns. */
export const layoutTables = checkNamed('layout-tables', ({ received }): Found[] => {
  const tables = spotsIn(received.tree).elements.filter(
    ({ element, isHidden }) =>
      element.tagName === 'table' &&
      !isHidden &&
      attributeOf(element, 'role') === undefined &&
      !hasHeadings(element),
  )
  if (tables.length === 0) return []
  return [
    warning(
      `${counted(tables.length, 'table')} without headings ${tables.length === 1 ? 'does' : 'do'} not say role="presentation": programs that read aloud announce rows and columns`,
      'Write role="presentation" on tables that only place things, and give those with data a row of <th>.',
    ),
  ]
})

// The cells of a table within it are its own.
function hasHeadings({ children }: Element): boolean {
  const waiting = [...children]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type !== 'element') continue
    if (/^(?:th|caption)$/.test(next.tagName)) return true
    if (/^(?:thead|tbody|tfoot|tr)$/.test(next.tagName)) waiting.push(...next.children)
  }
  return false
}
