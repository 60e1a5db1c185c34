import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { ReceivedMail } from './received-mail.ts'

/** In characters: what is larger is no newsletter, and takes seconds to read. */
const largest = { html: 1_000_000, css: 200_000 }

/** Why the styles of a mail are not looked at; nothing where they can be. */
export const tooLarge = ({ html, tree }: ReceivedMail): string | undefined =>
  html.length <= largest.html && styleSheetsOf(tree).join('').length <= largest.css
    ? undefined
    : 'the HTML is larger than 1 MB, or its style sheets than 200 KB'

/** The text of the `<style>` elements of a mail, but for print. */
export function styleSheetsOf(tree: Root): string[] {
  const sheets: string[] = []
  visit(tree, 'element', ({ tagName, properties, children }) => {
    if (tagName !== 'style' || /print/i.test(String(properties.media ?? ''))) return
    sheets.push(children.map(child => (child.type === 'text' ? child.value : '')).join(''))
  })
  return sheets
}
