import type { Element, Root, RootContent } from 'hast'
import { black, type Colour, over, white } from '../../mail/theme/colour.ts'
import { parseAttributeColour, parseColour } from './css-colour.ts'
import { backgroundOf, type Declarations, declarationsOf, isGone } from './element-style.ts'
import { type Font, fontOf, isLarge } from './font.ts'
import type { ResolvedHtml } from './resolved-html.ts'

/** A piece of text as it is seen; only where both colours are known. */
export interface PaintedText {
  text: string
  colour: Colour
  ground: Colour
  isLarge: boolean
}

// What is unknown, such as a text over a picture, is not judged.
interface Look {
  colour: Colour | undefined
  ground: Colour | undefined
  link: Colour
  font: Font
  opacity: number
  isShown: boolean
}

const light = { colour: black, ground: white, link: { red: 0, green: 0, blue: 238, alpha: 1 } }
const dark = {
  colour: white,
  ground: { red: 18, green: 18, blue: 18, alpha: 1 },
  link: { red: 158, green: 158, blue: 255, alpha: 1 },
}
const unseen = new Set([
  'head',
  'title',
  'style',
  'script',
  'template',
  'noscript',
  'select',
  'svg',
  'video',
  'audio',
  'object',
  'iframe',
  'textarea',
])

/** Every piece of text of a mail with its colours. */
export function paintedTexts({ tree, hasOwnGround }: ResolvedHtml): PaintedText[] {
  const ground = hasOwnGround ? dark : light
  const start: Look = { ...ground, font: { size: 16, weight: 400 }, opacity: 1, isShown: true }
  const painted: PaintedText[] = []
  const open: { node: Root | RootContent; look: Look }[] = [{ node: tree, look: start }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, look } = next
    if (node.type === 'text') painted.push(...paint(node.value, look))
    const inner = node.type === 'element' ? lookOf(node, look) : look
    if (!('children' in node) || inner === undefined) continue
    for (const child of node.children.toReversed()) open.push({ node: child, look: inner })
  }
  return painted
}

function lookOf(element: Element, around: Look): Look | undefined {
  const style = declarationsOf(element)
  if (unseen.has(element.tagName) || isGone(element, style)) return undefined
  const visibility = style.get('visibility')
  const link = element.tagName === 'body' ? attributeColour(element.properties.link) : undefined
  return {
    colour: colourOf(element, style, around),
    ground: groundOf(element, style, around),
    link: link ?? around.link,
    font: fontOf(element, style, around.font),
    opacity: around.opacity * opacityOf(style),
    isShown: visibility === undefined ? around.isShown : visibility === 'visible',
  }
}

function opacityOf(style: Declarations): number {
  const value = Number(style.get('opacity') ?? 1)
  return value >= 0 && value <= 1 ? value : 1
}

function colourOf(
  { tagName, properties }: Element,
  style: Declarations,
  { colour, link }: Look,
): Colour | undefined {
  const written = style.get('color')
  if (written === 'inherit' || written === 'currentcolor' || written === 'unset') return colour
  if (written !== undefined) return parseColour(written)
  const named = tagName === 'font' ? properties.color : tagName === 'body' ? properties.text : undefined
  const isLink = tagName === 'a' && properties.href !== undefined
  return attributeColour(named) ?? (isLink ? link : colour)
}

const attributeColour = (value: unknown): Colour | undefined =>
  value === undefined ? undefined : parseAttributeColour(String(value))

function groundOf(element: Element, style: Declarations, { ground, opacity }: Look): Colour | undefined {
  const paint = backgroundOf(element, style)
  if (paint === 'nothing') return ground
  if (paint === 'unknown') return undefined
  const front = { ...paint, alpha: paint.alpha * opacity * opacityOf(style) }
  if (front.alpha === 1) return front
  return ground && over(front, ground)
}

function paint(value: string, { colour, ground, font, opacity, isShown }: Look): PaintedText[] {
  const text = value.slice(0, 2000).replace(/\s+/g, ' ').trim()
  if (!isShown || font.size === 0 || !colour || !ground || !/[\p{L}\p{N}]/u.test(text)) return []
  const seen = { ...colour, alpha: colour.alpha * opacity }
  // What cannot be seen at all is hidden on purpose.
  if (seen.alpha === 0) return []
  return [{ text, colour: over(seen, ground), ground, isLarge: isLarge(font) }]
}
