import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import juice from 'juice'
import { visit } from 'unist-util-visit'
import type { ReceivedMail } from '../received-mail.ts'
import { type Theme, themeCss } from './theme-css.ts'

/** A mail with the colours and sizes of one theme in the `style` of its elements. */
export interface ResolvedHtml {
  tree: Root
  /** Whether a program in this theme paints a ground of the theme below the mail. */
  hasOwnGround: boolean
}

/** In characters: what is larger is no newsletter, and takes seconds. */
const largest = { html: 1_000_000, css: 200_000 }

/** True for a mail that can be resolved within a second or two. */
export const isResolvable = ({ html, tree }: ReceivedMail): boolean =>
  html.length <= largest.html && styleSheetsOf(tree).join('').length <= largest.css

/** The HTML of a mail as a program in light or dark reads it; nothing where the mail says nothing of dark. */
export function resolveHtml({ html, tree }: ReceivedMail, theme: Theme): ResolvedHtml | undefined {
  const { css, isAuthored } = themeCss(styleSheetsOf(tree), theme)
  if (theme === 'dark' && !isAuthored) return undefined
  const inlined = juice(withoutCodeMarks(html), {
    extraCss: css,
    insertPreservedExtraCss: false,
    applyStyleTags: false,
    applyWidthAttributes: false,
    applyHeightAttributes: false,
    applyAttributesTableElements: false,
  })
  return { tree: fromHtml(inlined), hasOwnGround: theme === 'dark' && allowsDark(tree) }
}

// juice looks for the end of each `{{` and `<%` through the whole mail.
const withoutCodeMarks = (html: string): string => html.replaceAll('{{', '{ {').replaceAll('<%', '&lt;%')

/** The text of the `<style>` elements of a mail, but for print. */
export function styleSheetsOf(tree: Root): string[] {
  const sheets: string[] = []
  visit(tree, 'element', ({ tagName, properties, children }) => {
    if (tagName !== 'style' || /print/i.test(String(properties.media ?? ''))) return
    sheets.push(children.map(child => (child.type === 'text' ? child.value : '')).join(''))
  })
  return sheets
}

function allowsDark(tree: Root): boolean {
  if (styleSheetsOf(tree).some(sheet => /color-scheme\s*:[^;{}]{0,40}\bdark\b/i.test(withoutMedia(sheet))))
    return true
  let isNamed = false
  visit(tree, 'element', (element: Element) => {
    isNamed ||=
      element.tagName === 'meta' &&
      String(element.properties.name).toLowerCase() === 'color-scheme' &&
      /\bdark\b/i.test(String(element.properties.content))
  })
  return isNamed
}

const withoutMedia = (sheet: string): string => sheet.replace(/prefers-color-scheme/gi, '')
