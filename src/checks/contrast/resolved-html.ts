import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import juice from 'juice'
import { visit } from 'unist-util-visit'
import type { ReceivedMail } from '../received-mail.ts'
import { styleSheetsOf } from '../style-sheets.ts'
import { type Theme, themeCss } from './theme-css.ts'

/** A mail with the colours and sizes of one theme in the `style` of its elements. */
export interface ResolvedHtml {
  tree: Root
  /** Whether a program in this theme paints a ground of the theme below the mail. */
  hasOwnGround: boolean
}

/** Whether a mail has rules for one theme only. */
export const isAuthored = ({ tree }: ReceivedMail, theme: Theme): boolean =>
  themeCss(styleSheetsOf(tree), theme).isAuthored

/** The HTML of a mail as a program in light or dark reads it. */
export function resolveHtml({ html, tree }: ReceivedMail, theme: Theme): ResolvedHtml {
  const { css } = themeCss(styleSheetsOf(tree), theme)
  const inlined = juice(withoutCodeMarks(html), {
    extraCss: css,
    decodeStyleAttributes: true,
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
