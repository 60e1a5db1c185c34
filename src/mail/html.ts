import type { Element, ElementContent, Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { absoluteUrl, type Site } from '../posts/permalinks/permalink.ts'
import type { LinkAddress } from './campaign.ts'

const sourcesLabel = /^(来源|來源|sources?|另见|另見|also in)\s*[:：]/i
// Frames that only a browser needs, and inputs, are not for mail.
const schema = { ...defaultSchema, tagNames: (defaultSchema.tagNames ?? []).filter(name => name !== 'input') }

const pipeline = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkCjkFriendly)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, schema)
const writer = unified().use(rehypeStringify, { characterReferences: { useNamedReferences: true } })

/**
 * Markdown as HTML that is safe in a mail and in MJML: no script, no style, no template; addresses are absolute, and a
 * link that cannot be made so keeps its text only; others lead where `linkTo` says. A paragraph of sources, or of other
 * posts, has the class `sources`.
 */
export function markdownToHtml(markdown: string, site: Site, linkTo: LinkAddress = url => url): string {
  const tree = pipeline.runSync(pipeline.parse(markdown))
  visit(tree, 'element', (element, at, parent) => {
    if (at === undefined || !parent) return undefined
    if (element.tagName === 'p' && sourcesLabel.test(textOf(element)))
      element.properties.className = ['sources']
    const replaced = withAbsoluteAddress(element, site, linkTo)
    if (replaced === undefined) return undefined
    parent.children.splice(at, 1, ...replaced)
    return [SKIP, at]
  })
  return writer.stringify(tree as Root)
}

/** The one picture that a Markdown text opens with, and the text without it. */
export function takeCover(markdown: string): { cover?: { url: string; alt: string }; rest: string } {
  const [first] = pipeline.parse(markdown).children
  const [image, ...others] = first?.type === 'paragraph' ? first.children : []
  if (image?.type !== 'image' || others.length > 0) return { rest: markdown }
  return {
    cover: { url: image.url, alt: image.alt ?? '' },
    rest: markdown.slice(first?.position?.end.offset).trim(),
  }
}

// A footnote stands below its entry: its heading and its links would lead to places that a mail does not have.
function withAbsoluteAddress(
  element: Element,
  site: Site,
  linkTo: LinkAddress,
): ElementContent[] | undefined {
  if (String(element.properties.id).endsWith('footnote-label')) return []
  if (element.properties.dataFootnoteBackref !== undefined) return []
  if (element.tagName === 'a' && String(element.properties.href).startsWith('#')) return element.children
  if (element.tagName === 'a') return setAddress(element, 'href', site, linkTo) ? undefined : element.children
  if (element.tagName === 'img') return setAddress(element, 'src', site, url => url) ? undefined : []
  return undefined
}

function setAddress({ properties }: Element, name: 'href' | 'src', site: Site, linkTo: LinkAddress): boolean {
  const written = String(properties[name] ?? '')
  const address = name === 'href' && /^mailto:/i.test(written) ? written : absoluteUrl(written, site)
  if (address !== undefined) properties[name] = linkTo(address)
  return address !== undefined
}

function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(textOf).join('') : ''
}
