import stringWidth from 'fast-string-width'
import type { Element, ElementContent, Root } from 'hast'
import type { Root as MarkdownRoot } from 'mdast'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { parseMarkdown } from '../posts/markdown/markdown.ts'
import { absoluteUrl, type Site } from '../posts/permalinks/permalink.ts'
import type { LinkAddress } from './campaign.ts'
import { elementText } from './element-text.ts'
import { type Pictures, pictureKey } from './pictures/picture.ts'
import { isWide } from './wide-table.ts'

const sourcesLabel = /^(来源|來源|sources?|另见|另見|also in)\s*[:：]/i
// Frames that only a browser needs, and inputs, are not for mail.
const schema = { ...defaultSchema, tagNames: (defaultSchema.tagNames ?? []).filter(name => name !== 'input') }

const toHtml = unified()
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, schema)
const writer = unified().use(rehypeStringify, { characterReferences: { useNamedReferences: true } })

/** What the Markdown of an issue becomes HTML with. */
export interface Rendering {
  site: Site
  /** Where a link leads, from its absolute address. */
  linkTo: LinkAddress
  pictures: Pictures['known']
  /** The width of the text, in CSS pixels: no picture is wider. */
  textWidth: number
  /** The post whose entry the text stands in. */
  post?: string | undefined
}

/** Markdown as a tree of HTML without anything active, its addresses as they were written. */
export const readMarkdown = (markdown: string): Root => toHtml.runSync(parsedOnce(markdown))

const parsed = new Map<string, MarkdownRoot>()
const mostParsed = 500

// Both parts of a mail are made of the same texts, and so is the mail of the issue after the next change to it.
function parsedOnce(markdown: string): MarkdownRoot {
  const root = parsed.get(markdown) ?? parseMarkdown(markdown)
  if (parsed.size >= mostParsed) parsed.clear()
  parsed.set(markdown, root)
  return root
}

/**
 * Markdown as HTML that is safe in a mail and in MJML: no script, no style, no template; addresses are absolute, and a
 * link that cannot be made so keeps its text only. A paragraph of sources, or of other posts, has the class `sources`.
 */
export function markdownToHtml(markdown: string, rendering: Rendering): string {
  const tree = readMarkdown(markdown)
  visit(tree, 'element', (element, at, parent) => {
    if (at === undefined || !parent) return undefined
    if (element.tagName === 'p' && sourcesLabel.test(elementText(element)))
      element.properties.className = ['sources']
    if (element.tagName === 'table' && isWide(element)) element.properties.className = ['wide']
    if (element.tagName === 'pre' && hasLongLine(element, rendering)) letWrap(element)
    const replaced = withAbsoluteAddress(element, rendering)
    if (replaced === undefined) return undefined
    parent.children.splice(at, 1, ...replaced)
    return [SKIP, at]
  })
  return writer.stringify(tree).replace(startTag, withoutTagsInside)
}

// In text, `<` is escaped, but HTML allows it in the alternative text of a picture or the language of code, where what
// looks for tags of MJML would find some.
const startTag = /<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*>/gi
const withoutTagsInside = (tag: string): string =>
  `<${tag.slice(1, -1).replaceAll('<', '&lt;').replaceAll('>', '&gt;')}>`

/** The one picture that a Markdown text opens with, and the text without it. */
export function takeCover(markdown: string): { cover?: { url: string; alt: string }; rest: string } {
  // Most entries open with words, and are not parsed for it.
  if (!/^\s*!\[/.test(markdown)) return { rest: markdown }
  const [first] = parsedOnce(markdown).children
  const [image, ...others] = first?.type === 'paragraph' ? first.children : []
  if (image?.type !== 'image' || others.length > 0) return { rest: markdown }
  return {
    cover: { url: image.url, alt: image.alt ?? '' },
    rest: markdown.slice(first?.position?.end.offset).trim(),
  }
}

// Outlook wraps nothing inside <pre>, and a long line would make the whole mail as wide as itself.
const letWrap = (pre: Element): void => {
  pre.tagName = 'div'
  pre.properties.className = ['code']
  const lines = elementText(pre).replace(/\n$/, '').split('\n')
  const children = lines.flatMap((value, at): ElementContent[] =>
    at === 0 ? [{ type: 'text', value }] : [lineBreak(), { type: 'text', value }],
  )
  pre.children = [{ type: 'element', tagName: 'code', properties: {}, children }]
}

const lineBreak = (): Element => ({ type: 'element', tagName: 'br', properties: {}, children: [] })

/** Of a character of code, in CSS pixels, with what the box around it takes. */
const characterWidth = 8.5
const hasLongLine = (pre: Element, { textWidth }: Rendering): boolean =>
  elementText(pre)
    .split('\n')
    .some(line => (stringWidth(line) + 3) * characterWidth > textWidth)

// A footnote stands below its entry: its heading and its links would lead to places that a mail does not have.
function withAbsoluteAddress(element: Element, rendering: Rendering): ElementContent[] | undefined {
  const { tagName, properties, children } = element
  if (String(properties.id).endsWith('footnote-label')) return []
  if (properties.dataFootnoteBackref !== undefined) return []
  if (tagName === 'a') return setLink(element, rendering) ? undefined : children
  if (tagName === 'img') return setPicture(element, rendering) ? undefined : []
  return undefined
}

function setLink({ properties }: Element, rendering: Rendering): boolean {
  const address = linkAddress(String(properties.href ?? ''), rendering)
  if (address !== undefined) properties.href = address
  return address !== undefined
}

/** Where a link of an issue leads; nothing where its address cannot be made absolute. */
export function linkAddress(
  written: string,
  { site, linkTo }: Pick<Rendering, 'site' | 'linkTo'>,
): string | undefined {
  if (written === '' || written.startsWith('#')) return undefined
  const address = /^mailto:/i.test(written) ? written : absoluteUrl(written, site)
  return address === undefined ? undefined : linkTo(address)
}

// Outlook knows no widths in style sheets, and shows a picture as wide as its file is.
function setPicture({ properties }: Element, rendering: Rendering): boolean {
  const shown = shownPicture(String(properties.src ?? ''), rendering)
  if (shown === undefined) return false
  properties.src = shown.src
  const written = Number(properties.width)
  const width = Math.min(written > 0 ? written : (shown.width ?? 0), rendering.textWidth)
  if (width > 0) properties.width = width
  if (width !== written) delete properties.height
  return true
}

/** Where the picture of an address is to be had in a mail, and how wide its file is; nothing where it cannot be shown. */
export function shownPicture(
  written: string,
  { site, pictures, post }: Pick<Rendering, 'site' | 'pictures' | 'post'>,
): { src: string; width: number | undefined } | undefined {
  if (written === '') return undefined
  const known = pictures.get(pictureKey(written, post))
  const src = known?.cid === undefined ? absoluteUrl(written, site) : `cid:${known.cid}`
  return src === undefined ? undefined : { src, width: known?.width }
}
