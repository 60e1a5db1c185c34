import { decodeHTML } from 'entities'

/** An attribute as written, with its place in the text. */
export interface Attribute {
  /** In lower case. */
  name: string
  /** Its character references read. */
  value: string
  start: number
  end: number
}

/** A piece of HTML; `raw` is what stands inside of an element whose text is no markup, such as `style`. */
export type HtmlToken = { start: number; end: number } & (
  | { kind: 'text' | 'comment' }
  | { kind: 'raw'; name: string }
  | { kind: 'open'; name: string; attributes: readonly Attribute[] }
  | { kind: 'close'; name: string }
)

export type OpenTag = Extract<HtmlToken, { kind: 'open' }>

const tagName = /<(\/?)([a-z][^\s/>]*)/iy
const attribute = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*|(?=>))))?/y
const tagEnd = /[\s/]*>/y
const rawElements = /^(?:style|script|title|textarea|xmp|iframe|noembed|noframes)$/

/** HTML piece by piece, in one pass, as a browser cuts it; no tree is built, so that no nesting is too deep. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    if (start < 0) break
    const token = tokenAt(html, start)
    if (!token) {
      yield { kind: 'text', start: at, end: start + 1 }
      at = start + 1
      continue
    }
    if (start > at) yield { kind: 'text', start: at, end: start }
    yield token
    at = token.end
    if (token.kind !== 'open' || !rawElements.test(token.name)) continue
    const end = endOfRaw(html, at, token.name)
    if (end > at) yield { kind: 'raw', name: token.name, start: at, end }
    at = end
  }
  if (at < html.length) yield { kind: 'text', start: at, end: html.length }
}

/** The value of an attribute; undefined where the tag does not have it. */
export function attributeOf(tag: OpenTag, name: string): string | undefined {
  return tag.attributes.find(one => one.name === name)?.value
}

function tokenAt(html: string, start: number): HtmlToken | undefined {
  const next = html[start + 1]
  if (next === '!' || next === '?') return commentAt(html, start)
  tagName.lastIndex = start
  const [written = '', slash, name = ''] = tagName.exec(html) ?? []
  if (written === '') return undefined
  const { attributes, end } = readAttributes(html, start + written.length)
  if (slash) return { kind: 'close', name: name.toLowerCase(), start, end }
  return { kind: 'open', name: name.toLowerCase(), attributes, start, end }
}

function commentAt(html: string, start: number): HtmlToken {
  const isComment = html.startsWith('<!--', start)
  // `<!-->` is a whole comment.
  const end = isComment ? html.indexOf('-->', start + 2) : html.indexOf('>', start)
  if (end < 0) return { kind: 'comment', start, end: html.length }
  return { kind: 'comment', start, end: end + (isComment ? 3 : 1) }
}

// A tag that does not end takes the rest of the text with it, as in browsers.
function readAttributes(html: string, from: number): { attributes: Attribute[]; end: number } {
  const attributes: Attribute[] = []
  let at = from
  while (at < html.length) {
    tagEnd.lastIndex = at
    if (tagEnd.test(html)) return { attributes, end: tagEnd.lastIndex }
    attribute.lastIndex = at
    const found = attribute.exec(html)
    if (!found) break
    at = attribute.lastIndex
    const [written, name = '', double, single, bare] = found
    const start = at - written.replace(/^[\s/]+/, '').length
    const value = decodeHTML(double ?? single ?? bare ?? '')
    attributes.push({ name: name.toLowerCase(), value, start, end: at })
    if (html[at] === '=') return { attributes, end: html.length }
  }
  return { attributes, end: html.length }
}

function endOfRaw(html: string, from: number, name: string): number {
  const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
  closing.lastIndex = from
  return closing.exec(html)?.index ?? html.length
}
