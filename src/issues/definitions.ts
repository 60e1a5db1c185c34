import type { FootnoteDefinition, Definition as LinkDefinition } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { tameMarkdown } from '../posts/markdown/tame-markdown.ts'

/** What a `[label]: address` or a `[^label]: note` says, as it is written. */
export interface Definition {
  /** How references begin, such as `[doc]` or `[^1]`; in small letters. */
  reference: string
  text: string
}

// parseMarkdown puts definitions into the links that refer to them, and drops them.
const reader = unified().use(remarkParse).use(remarkGfm).use(remarkCjkFriendly)

/** The definitions of links and footnotes of a text, the first of each name. */
export function definitionsIn(text: string): Definition[] {
  const found = new Map<string, Definition>()
  if (!text.includes(']:')) return []
  visit(reader.parse(tameMarkdown(text).text), node => {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return
    const reference = referenceTo(node)
    if (!found.has(reference))
      found.set(reference, {
        reference,
        text: text.slice(node.position?.start.offset, node.position?.end.offset),
      })
  })
  return [...found.values()]
}

/** A part of a text with those definitions of the whole below it that it refers to, so that it can be read alone. */
export function withDefinitions(part: string, definitions: readonly Definition[]): string {
  const missing = new Set(definitions.filter(({ text }) => !part.includes(text)))
  const below: string[] = []
  let unread = normal(part)
  while (unread !== '') {
    const named = [...missing].filter(({ reference }) => unread.includes(reference))
    for (const definition of named) missing.delete(definition)
    below.push(...named.map(({ text }) => text))
    unread = normal(named.map(({ text }) => text).join('\n'))
  }
  return below.length === 0 ? part : `${part.trimEnd()}\n\n${below.join('\n\n')}\n`
}

const referenceTo = ({ type, label, identifier }: LinkDefinition | FootnoteDefinition): string =>
  normal(`[${type === 'footnoteDefinition' ? '^' : ''}${label ?? identifier}]`)

const normal = (text: string): string => text.replace(/\s+/g, ' ').toLowerCase()
