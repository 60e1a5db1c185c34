import type { RootContent } from 'hast'

/** The text of an element, white space as it is. */
export function elementText(node: RootContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(elementText).join('') : ''
}
