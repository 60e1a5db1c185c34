import type { Nodes, PhrasingContent, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { withoutInvisible } from '../invisible.ts'
import { parserWithout } from './parser.ts'
import { markdownOfPost } from './post-markdown.ts'
import { unknown } from './tag-in-address.ts'
import { tameMarkdown } from './tame-markdown.ts'

/** What may be an address of mail. */
const address = /[\w.+-]@[\w-]/
/** What references are resolved by. */
const definition = /\]:/

/** The tree of a Markdown text: CommonMark with the tables, footnotes and bare links of GitHub, references resolved. */
export function parseMarkdown(text: string): Root {
  try {
    const tame = tameMarkdown(text)
    const parser = parserWithout([...tame.disabled, ...(address.test(text) ? [] : ['emailAutolink'])])
    const root = parser.parse(tame.text)
    return definition.test(tame.text) ? (parser.runSync(root) as Root) : root
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }] }
  }
}

/**
 * The tree of a post as its reader sees it: no template tags, no JSX, no HTML; `path` tells MDX from Markdown. Links
 * whose address only the generator of the site knows are text, and such pictures have none.
 */
export function parsePost(body: string, path = ''): Root {
  const root = parseMarkdown(markdownOfPost(body, /\.mdx$/i.test(path)))
  visit(root, (node, at, parent) => {
    if (node.type === 'image' && node.url.includes(unknown)) node.url = ''
    if (node.type !== 'link' || !parent || at === undefined) return undefined
    if (node.url !== '' && !node.url.includes(unknown)) return undefined
    parent.children.splice(at, 1, ...node.children)
    return at
  })
  return root
}

// Chinese has no spaces between words, so a line end between two characters is none.
const wideLineEnd =
  /(?<=[\u3000-\u303F\u3400-\u9FFF\uFF00-\uFFEF])\n(?=[\u3000-\u303F\u3400-\u9FFF\uFF00-\uFFEF])/g

/** What a reader sees of a node: no markup, no tags of templates, one space where there was white space. */
export const plainText = (node: Nodes | PhrasingContent[]): string =>
  inOneLine(withoutInvisible(Array.isArray(node) ? node.map(textOfNode).join('') : textOfNode(node)))

/** As `plainText`, with the mark `unknown` where a template tag or an expression stood for words of a sentence. */
export const textWithHoles = (node: Nodes): string => inOneLine(textOfNode(node))

// Most white space is one space already.
const inOneLine = (text: string): string =>
  text
    .replace(wideLineEnd, '')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()

function textOfNode(node: Nodes): string {
  if (node.type === 'break') return '\n'
  if (node.type === 'html') return ''
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textOfNode).join('') : ''
}
