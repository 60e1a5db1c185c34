import type { Element, ElementContent, RootContent } from 'hast'
import { elementText } from '../element-text.ts'
import { linkAddress, type Rendering, readMarkdown } from '../html.ts'
import { LinkNotes } from './link-notes.ts'
import { tableText } from './table-text.ts'
import { lineWidth, wrapText } from './wrap-text.ts'

/** What a text is written with: where its links lead, and the numbers they have. */
export interface Writing {
  rendering: Pick<Rendering, 'site' | 'linkTo'>
  notes: LinkNotes
}

/**
 * Markdown as a letter would have it: wrapped paragraphs, lists with dashes, no markup, and the addresses of links
 * below, numbered. It is read as the HTML part is, so that both say the same.
 */
export function markdownToText(markdown: string, rendering: Writing['rendering']): string {
  const writing = { rendering, notes: new LinkNotes() }
  const blocks = blocksOf(readMarkdown(markdown).children, writing, lineWidth)
  return [...blocks, writing.notes.lines().join('\n')].filter(Boolean).join('\n\n')
}

type Node = RootContent | ElementContent

const blockNames = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table hr div section details summary figure'.split(
    ' ',
  ),
)
const isBlock = (node: Node): node is Element => node.type === 'element' && blockNames.has(node.tagName)

/** The blocks of some nodes, each wrapped to `width` columns; words between blocks are one of their own. */
function blocksOf(nodes: readonly Node[], writing: Writing, width: number): string[] {
  const blocks: string[] = []
  let words: Node[] = []
  const endWords = () => {
    blocks.push(wrapText(inlineText(words, writing), width))
    words = []
  }
  for (const node of nodes) {
    if (isBlock(node)) {
      endWords()
      blocks.push(blockText(node, writing, width))
    } else words.push(node)
  }
  endWords()
  return blocks.filter(Boolean)
}

function blockText(element: Element, writing: Writing, width: number): string {
  const { tagName, children, properties } = element
  switch (tagName) {
    case 'ul':
    case 'ol':
      return listText(element, writing, width)
    case 'blockquote':
      return indent(blocksOf(children, writing, width - 2).join('\n\n'), '> ')
    case 'pre':
      return indent(elementText(element).replace(/\n$/, ''), '    ')
    case 'table':
      return tableText(element, cell => inlineText(cell.children, writing), width)
    case 'hr':
      return '* * *'
    default:
      return String(properties.id).endsWith('footnote-label')
        ? ''
        : blocksOf(children, writing, width).join('\n\n')
  }
}

function listText({ tagName, children, properties }: Element, writing: Writing, width: number): string {
  const items = children.filter(child => child.type === 'element')
  const first = Number(properties.start ?? 1)
  const texts = items.map((item, at) => {
    const note = /fn-(\d+|[\w-]+)$/.exec(String(item.properties.id))?.[1]
    const bullet = note !== undefined ? `[^${note}] ` : tagName === 'ol' ? `${first + at}. ` : '- '
    const text = blocksOf(item.children, writing, width - bullet.length).join('\n\n')
    return bullet + indent(text, ' '.repeat(bullet.length)).trimStart()
  })
  return texts.join('\n')
}

/** Words without markup, on one line but for line breaks that were written as such. */
export function inlineText(nodes: readonly Node[], writing: Writing): string {
  return nodes
    .map(node => phraseText(node, writing))
    .join('')
    .replace(/ *\n */g, '\n')
    .trim()
}

function phraseText(node: Node, writing: Writing): string {
  if (node.type === 'text') return node.value.replace(/\s+/g, ' ')
  if (node.type !== 'element') return ''
  const { tagName, properties, children } = node
  if (tagName === 'br') return '\n'
  if (tagName === 'img') return properties.alt ? `[${properties.alt}]` : ''
  if (tagName === 'a') return linkText(node, writing)
  return children.map(child => phraseText(child, writing)).join('')
}

function linkText({ properties, children }: Element, { rendering, notes }: Writing): string {
  const text = inlineText(children, { rendering, notes })
  if (properties.dataFootnoteBackref !== undefined) return ''
  if (properties.dataFootnoteRef !== undefined) return `[^${String(properties.href).replace(/^.*fn-/, '')}]`
  const written = String(properties.href ?? '')
  const address = linkAddress(written, rendering)
  if (address === undefined) return text
  const isBare = text === '' || text === written || `mailto:${text}` === written
  return isBare ? address.replace(/^mailto:/, '') : `${text} ${notes.mark(address)}`
}

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map(line => (line === '' ? line.trimEnd() : by + line))
    .join('\n')
