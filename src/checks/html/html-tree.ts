import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'

// Mails nest some thirty levels. Parsers take the square of a deep one's length, and a walk through it the whole stack.
const deepest = 400

/** The HTML of a mail as browsers read it; what nests deeper than any mail is one text. */
export function readHtml(html: string): Root {
  if (!isTooDeep(html)) return fromHtml(html, { verbose: true })
  return { type: 'root', children: [{ type: 'text', value: html }] }
}

const withoutEnd = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const closedByNext = new Set('p li td th tr dt dd thead tbody tfoot option'.split(' '))
const longestName = 40

function isTooDeep(html: string): boolean {
  const open = new Map<string, number>()
  let depth = 0
  for (const [, slash, name = ''] of html.matchAll(tag)) {
    const tagName = name.toLowerCase()
    if (withoutEnd.has(tagName) || closedByNext.has(tagName)) continue
    const standing = open.get(tagName) ?? 0
    if (slash && standing === 0) continue
    open.set(tagName, standing + (slash ? -1 : 1))
    depth += slash ? -1 : 1
    if (depth > deepest) return true
  }
  return false
}

const tag = new RegExp(`<(/?)([a-z][^\\s/>]{0,${longestName}})`, 'gi')
