import type { Element, Root } from 'hast'

/** An element where it stands in a mail. */
export interface Spot {
  element: Element
  /** A reader who sees the mail does not see it. */
  isHidden: boolean
  /** It is code, or stands in it. */
  isCode: boolean
  /** It is the head of the mail, or stands in it: its title and its styles. */
  isHead: boolean
  /** The link that it is, or stands in. */
  link?: Element
}

/** A text node, and the element that it stands in. */
export interface SpottedText {
  value: string
  spot: Spot
}

export interface Spots {
  elements: readonly Spot[]
  texts: readonly SpottedText[]
}

const known = new WeakMap<Root, Spots>()

/** Every element and every text of a mail, in their order; read once for all checks. */
export function spotsIn(tree: Root): Spots {
  const spots = known.get(tree) ?? walk(tree)
  known.set(tree, spots)
  return spots
}

function walk(tree: Root): Spots {
  const elements: Spot[] = []
  const texts: SpottedText[] = []
  const root: Element = { type: 'element', tagName: '', properties: {}, children: [] }
  const top: Spot = { element: root, isHidden: false, isCode: false, isHead: false }
  const waiting = tree.children.toReversed().map(node => ({ node, within: top }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, within } = next
    if (node.type === 'text') texts.push({ value: node.value, spot: within })
    if (node.type !== 'element') continue
    const spot = spotOf(node, within)
    elements.push(spot)
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at]
      if (child) waiting.push({ node: child, within: spot })
    }
  }
  return { elements, texts }
}

const code = new Set(['code', 'pre', 'kbd', 'samp', 'var', 'tt'])
const head = new Set(['head', 'title', 'style', 'script', 'template'])

function spotOf(element: Element, within: Spot): Spot {
  const { tagName } = element
  const link = tagName === 'a' || tagName === 'area' ? element : within.link
  return {
    element,
    isHidden: within.isHidden || isHidden(element),
    isCode: within.isCode || code.has(tagName),
    isHead: within.isHead || head.has(tagName),
    ...(link && { link }),
  }
}

const hiding =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0|opacity\s*:\s*0(?![.\d]))/i

const isHidden = ({ properties }: Element): boolean =>
  properties.hidden === true || hiding.test(String(properties.style ?? '').slice(0, 2000))

/** The text of an element, as far as `most` characters. */
export function textOf(element: Element, most = 300): string {
  let text = ''
  const waiting = element.children.toReversed()
  for (let next = waiting.pop(); next && text.length < most; next = waiting.pop()) {
    if (next.type === 'text') text += next.value.slice(0, most)
    if (next.type === 'element') waiting.push(...next.children.slice(0, 1000).toReversed())
  }
  return text
}

/** What a reader sees of a mail, in pieces. */
export const visibleTexts = (tree: Root): SpottedText[] =>
  spotsIn(tree).texts.filter(({ spot }) => !spot.isHidden && !spot.isHead)

/** An attribute as text; nothing where it is absent. */
export function attributeOf({ properties }: Element, name: string): string | undefined {
  const value = properties[name]
  if (value === undefined || value === null) return undefined
  return Array.isArray(value) ? value.join(' ') : String(value)
}
