import type { Link, Paragraph, PhrasingContent, Strong } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'

/** A paragraph taken apart behind what it opens with. */
export interface Opened<Kind extends Strong | Link> {
  opening: Kind
  /** Without the mark that parts it from the opening; it may be empty. */
  rest: Paragraph
  /** A mark or a line end stands between; in `**Go** is fast` the sentence runs on. */
  isSetOff: boolean
}

// `[Title](u) (site.org) — what it says`
const bracket = '(?:\\s{0,9}(?:\\([^()]{1,60}\\)|（[^（）]{1,60}）|\\[[^[\\]]{1,60}\\]))?'
// No mark parts `**Node**.js`.
const marks = '[：。；|｜—–→]{1,3}|[:.;-]{1,3}(?![\\w.])'
const markBehindBold = new RegExp(`^${bracket}(?:\\s{0,9}(?:${marks})|[^\\S\\n]{0,9}\\n)`)
const markBehindLink = new RegExp(`^${bracket}(?:\\s{0,9}(?:${marks}|，)|[^\\S\\n]{0,9}\\n)`)

/** A paragraph that opens with bold text. */
export const openedByBold = (paragraph: Paragraph): Opened<Strong> | undefined =>
  openedBy(paragraph, node => (node.type === 'strong' ? node : undefined), markBehindBold)

/** A paragraph that opens with a link, bold or slanted or neither. */
export const openedByLink = (paragraph: Paragraph): Opened<Link> | undefined =>
  openedBy(paragraph, linkIn, markBehindLink)

function openedBy<Kind extends Strong | Link>(
  { children }: Paragraph,
  find: (node: PhrasingContent) => Kind | undefined,
  mark: RegExp,
): Opened<Kind> | undefined {
  const at = children.findIndex(child => !isOrnament(child))
  const node = children[at]
  const opening = node && find(node)
  if (!opening) return undefined
  const [next, ...others] = children.slice(at + 1)
  if (!next || next.type === 'break') return { opening, rest: paragraphOf(others), isSetOff: true }
  const isParted = /[.。:：!！?？]$/.test(plainText(opening))
  if (next.type !== 'text') return { opening, rest: paragraphOf([next, ...others]), isSetOff: isParted }
  const behind = next.value.replace(mark, '')
  const rest = paragraphOf([{ type: 'text', value: behind.trimStart() }, ...others])
  return { opening, rest, isSetOff: isParted || behind !== next.value || plainText(rest) === '' }
}

function linkIn(node: PhrasingContent): Link | undefined {
  if (node.type === 'link') return node
  const [only, ...others] = node.type === 'strong' || node.type === 'emphasis' ? node.children : []
  return only && others.length === 0 ? linkIn(only) : undefined
}

/** The one link that some text consists of, bold or slanted or neither; nothing where there are other words. */
export function onlyLinkIn(nodes: readonly PhrasingContent[]): Link | undefined {
  const [only, ...others] = nodes.filter(node => !isOrnament(node))
  return only && others.length === 0 ? linkIn(only) : undefined
}

// An emoji may stand before a link.
const isOrnament = (node: PhrasingContent): boolean =>
  node.type === 'text' && node.value.length < 10 && !/[\p{L}\p{N}]/u.test(node.value)

const paragraphOf = (children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
