import type { Element, Root } from 'hast'
import postcss, { type ChildNode, type Declaration } from 'postcss'
import { visit } from 'unist-util-visit'

/** What a mail uses, by its traits, with the line of its HTML where it first does. */
export type UsedTraits = ReadonlyMap<string, number>

/** In characters. */
const longest = { value: 2000, attribute: 10_000 }

/** What the elements and style sheets of a mail use. */
export function usedTraits(tree: Root): UsedTraits {
  const used = new Map<string, number>()
  visit(tree, 'element', element => {
    const line = element.position?.start.line ?? 1
    const note = (trait: string, further = 0) => {
      if (!used.has(trait)) used.set(trait, line + further)
    }
    noteElement(element, note)
    if (element.tagName === 'style') noteSheet(textOf(element), note)
    const style = String(element.properties.style ?? '')
    if (style.length <= longest.attribute) noteNodes(parse(style), trait => note(trait))
  })
  return used
}

type Note = (trait: string, further?: number) => void

const textOf = ({ children }: Element): string =>
  children.map(child => (child.type === 'text' ? child.value : '')).join('')

function noteElement({ tagName, properties }: Element, note: Note): void {
  note(`tag:${tagName}`)
  if (properties.type !== undefined) note(`tag:${tagName}:${String(properties.type).toLowerCase()}`)
  for (const name of Object.keys(properties)) note(`attribute:${attributeName(name)}`)
  const href = tagName === 'a' ? String(properties.href ?? '') : ''
  if (/^#./.test(href)) note('link:#')
  if (/^mailto:/i.test(href)) note('link:mailto')
  if (tagName === 'meta' && String(properties.name).toLowerCase() === 'color-scheme')
    note('meta:color-scheme')
  const [, extension] =
    tagName === 'img'
      ? (/\.([a-z\d]{2,5})(?:[?#]|$)/i.exec(String(properties.src ?? '').slice(-longest.value)) ?? [])
      : []
  if (extension !== undefined) note(`picture:${extension.toLowerCase()}`)
}

// hast writes `aria-label` as ariaLabel, and `cellpadding` as cellPadding.
const attributeName = (property: string): string =>
  /^aria[A-Z]/.test(property)
    ? `aria-${property.slice(4).toLowerCase()}`
    : property.toLowerCase().replace(/^classname$/, 'class')

const noteSheet = (sheet: string, note: Note): void => noteNodes(parse(sheet.replace(/<!--|-->/g, '')), note)

function parse(css: string): readonly ChildNode[] {
  try {
    return postcss.parse(css).nodes
  } catch {
    return []
  }
}

function noteNodes(nodes: readonly ChildNode[], note: Note, isInRule = false): void {
  for (const node of nodes) {
    const at = (trait: string) => note(trait, (node.source?.start?.line ?? 1) - 1)
    if (node.type === 'decl') noteDeclaration(node, at)
    if (node.type === 'rule') {
      if (isInRule) at('nesting')
      for (const selector of node.selectors) noteSelector(selector, at)
    }
    if (node.type === 'atrule') {
      at(`at:${node.name.toLowerCase()}`)
      for (const [, feature = ''] of node.params.matchAll(/([a-z-]+)\s*[:)]/gi))
        at(`media:${feature.toLowerCase().replace(/^-webkit-(?:m\w\w-)?|^any-/, '')}`)
    }
    if ('nodes' in node && node.nodes) noteNodes(node.nodes, note, isInRule || node.type === 'rule')
  }
}

function noteSelector(selector: string, note: Note): void {
  for (const [, name = ''] of selector.matchAll(/:([a-z-]+)/gi)) note(`pseudo:${name.toLowerCase()}`)
  const plain = selector.replace(/\[[^\]]*\]/g, '[]').replace(/\([^)]*\)/g, '')
  for (const mark of ['+', '~', '>', '*', '[]']) if (plain.includes(mark)) note(`selector:${mark}`)
}

function noteDeclaration({ prop, value: written, important }: Declaration, note: Note): void {
  const name = prop.toLowerCase()
  const value = written
    .slice(0, longest.value)
    .toLowerCase()
    .replace(/url\([^)]*\)|"[^"]*"|'[^']*'/g, '')
  if (name.startsWith('--')) note('variable')
  note(`property:${name}`)
  if (important) note('important')
  for (const [, number, unit = '', call, word = ''] of value.matchAll(part)) {
    if (number !== undefined) note(`unit:${unit}`)
    else if (call !== undefined) note(`function:${call}`)
    else {
      note(`word:${word}`)
      note(`value:${name}:${word}`)
    }
  }
}

const part = /(?<![\w#.-])(?:(\d*\.?\d+)([a-z]{1,4}|%)|([a-z-]+)\(|([a-z][a-z-]*))/g
