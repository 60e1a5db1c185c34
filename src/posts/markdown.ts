import type { Nodes, PhrasingContent, Root } from 'mdast'
import { toString as textOfNode } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkInlineLinks from 'remark-inline-links'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { tameMarkdown } from './tame-markdown.ts'

const parserWithout = (disabled: readonly string[]) =>
  unified()
    .data({ micromarkExtensions: [{ disable: { null: [...disabled] } }] })
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkInlineLinks)
const parser = parserWithout([]).freeze()

/** The tree of a Markdown text: CommonMark with the tables, footnotes and bare links of GitHub, references resolved. */
export function parseMarkdown(text: string): Root {
  const tame = tameMarkdown(text)
  try {
    const able = tame.disabled.length === 0 ? parser : parserWithout(tame.disabled)
    return able.runSync(able.parse(tame.text)) as Root
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] }
  }
}

const invisible = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g
const templateTag = /\{%[\s\S]*?%\}|\{\{[<%][\s\S]*?[>%]\}\}/g

/** What a reader sees of a node: no markup, no tags of templates, one space where there was white space. */
export function plainText(node: Nodes | PhrasingContent[]): string {
  return textOfNode(node, { includeImageAlt: false, includeHtml: false })
    .replace(templateTag, '')
    .replace(invisible, '')
    .replace(/[\s\u00A0\u3000]+/g, ' ')
    .trim()
}
