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

/** A paragraph that opens with a link, bold or slanted or neither; who wrote what it leads to is no part of the rest. */
export const openedByLink = (paragraph: Paragraph): Opened<Link> | undefined =>
  openedBy(withoutByline(paragraph), linkIn, markBehindLink)

/** A paragraph whose first line is a link, with its text below. */
export function titledByLink(paragraph: Paragraph): Opened<Link> | undefined {
  const { children } = withoutByline(paragraph)
  const end = children.findIndex(
    node => node.type === 'break' || (node.type === 'text' && /^[^\S\n]*\n/.test(node.value)),
  )
  const opening = onlyLinkIn(end < 0 ? children : children.slice(0, end))
  if (!opening) return undefined
  const below = end < 0 ? [] : children.slice(end)
  return { opening, rest: paragraphOf(below[0]?.type === 'break' ? below.slice(1) : below), isSetOff: true }
}

const name = String.raw`(?:@[\w-]{1,40}|\p{Lu}(?:\.|[\p{L}'’-]{1,40})(?:\s(?:\p{Lu}(?:\.|[\p{L}'’-]{1,40})|and|&|de|da|van|von|der)){0,6})`
const byName = new RegExp(String.raw`^,?\s{1,9}by\s{1,9}${name}\s{0,9}(?=[.:,;|—–-](?:\s|$)|\n|$)`, 'u')
const byLink = /^,?\s{1,9}by\s{1,9}$/

// `[Title](u) by Jane Doe. What it says`: her name may be a link as well.
function withoutByline(paragraph: Paragraph): Paragraph {
  const { children } = paragraph
  const at = children.findIndex(node => linkIn(node))
  const [next, author, ...others] = children.slice(at + 1)
  if (at < 0 || next?.type !== 'text') return paragraph
  const opening = children.slice(0, at + 1)
  if (byLink.test(next.value) && author && linkIn(author)) return paragraphOf([...opening, ...others])
  const value = next.value.replace(byName, '')
  return paragraphOf([...opening, { type: 'text', value }, ...(author ? [author, ...others] : [])])
}

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
