import type { BlockContent, DefinitionContent, List, PhrasingContent, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { parseMarkdown, plainText } from '../posts/markdown/markdown.ts'
import type { LinkAddress } from './campaign.ts'

/** Numbers the links of one text, so that the sentences stay readable and the addresses stand below them. */
class LinkNotes {
  readonly urls: string[] = []
  readonly #linkTo: LinkAddress

  constructor(linkTo: LinkAddress) {
    this.#linkTo = linkTo
  }

  addressOf(url: string): string {
    return this.#linkTo(url)
  }

  mark(url: string): string {
    if (!this.urls.includes(url)) this.urls.push(url)
    return `[${this.urls.indexOf(url) + 1}]`
  }

  lines(): string[] {
    return this.urls.map((url, at) => `[${at + 1}] ${this.addressOf(url)}`)
  }
}

/** Markdown as a letter would have it: paragraphs, lists with dashes, and the addresses of links below, numbered, as `linkTo` has them. */
export function markdownToText(markdown: string, linkTo: LinkAddress = url => url): string {
  const notes = new LinkNotes(linkTo)
  const root = parseMarkdown(markdown)
  const referred = new Set<string>()
  visit(root, 'footnoteReference', ({ identifier }) => void referred.add(identifier))
  const blocks = root.children
    .filter(block => block.type !== 'footnoteDefinition' || referred.has(block.identifier))
    .map(block => blockText(block, notes))
    .filter(Boolean)
  return [...blocks, notes.lines().join('\n')].filter(Boolean).join('\n\n')
}

function blockText(block: RootContent | BlockContent | DefinitionContent, notes: LinkNotes): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.children, notes)
    case 'list':
      return listText(block, notes)
    case 'blockquote':
      return indent(block.children.map(child => blockText(child, notes)).join('\n\n'), '> ')
    case 'code':
      return indent(block.value, '    ')
    case 'thematicBreak':
      return '* * *'
    case 'table':
      return block.children
        .map(row => row.children.map(cell => inlineText(cell.children, notes)).join(' | '))
        .join('\n')
    case 'html':
      return plainText([{ type: 'text', value: block.value.replace(/<[^>]*>/g, ' ') }])
    case 'footnoteDefinition':
      return `[^${block.identifier}] ${block.children.map(child => blockText(child, notes)).join('\n\n')}`
    default:
      return ''
  }
}

function listText({ children, ordered, start }: List, notes: LinkNotes): string {
  const items = children.map((item, at) => {
    const bullet = ordered ? `${(start ?? 1) + at}. ` : '- '
    const text = item.children.map(child => blockText(child, notes)).join('\n\n')
    return bullet + indent(text, ' '.repeat(bullet.length)).trimStart()
  })
  return items.join('\n')
}

function inlineText(children: readonly PhrasingContent[], notes: LinkNotes): string {
  return children
    .map(child => phraseText(child, notes))
    .join('')
    .trim()
}

function phraseText(child: PhrasingContent, notes: LinkNotes): string {
  switch (child.type) {
    case 'text':
      return child.value.replace(/\s*\n\s*/g, ' ')
    case 'inlineCode':
      return child.value
    case 'break':
      return '\n'
    case 'image':
      return child.alt ? `[${child.alt}]` : ''
    case 'link':
      return linkText(child.url, inlineText(child.children, notes), notes)
    case 'emphasis':
    case 'strong':
    case 'delete':
      return inlineText(child.children, notes)
    case 'footnoteReference':
      return `[^${child.identifier}]`
    default:
      return ''
  }
}

function linkText(url: string, text: string, notes: LinkNotes): string {
  return text === '' || text === url ? notes.addressOf(url) : `${text} ${notes.mark(url)}`
}

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map(line => (line === '' ? line : by + line))
    .join('\n')
