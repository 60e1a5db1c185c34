import { withoutInvisible } from './invisible.ts'
import { parsePost, plainText } from './markdown/markdown.ts'

const fence = /^ {0,3}(`{3,}|~{3,})/
const atx = /^ {0,3}#{1,6}(?:[ \t]+|(?=[^#\s!]))(.*)$/
const underline = /^ {0,3}(?:={2,}|-{2,})[ \t]*$/
const startsBlock = /^\s*(?:[-*+>|]|\d{1,9}[.)]\s|<|!\[|\{[{%]|:::|$)/
const openingHtml = /^ {0,3}<(h[1-6])\b[^>]*>/i
const contents = /^(目录|目錄|table of contents|contents|toc|文章目录)$/i
const markup = /[*_`[\]<&\\!{$~]/
const longestTitle = 300

/** The text of the first heading of a body (ATX, setext, or `<h1>`), outside code and comments; empty where there is none. */
export function firstHeading(body: string): string {
  let closing = ''
  let above = ''
  for (const { line, at } of linesOf(body)) {
    if (closing) {
      if (line.includes(closing)) closing = ''
      continue
    }
    const text = headingIn(line, above, () => body.slice(at, at + 1000))
    if (text && !contents.test(text)) return text
    closing = opens(line)
    above = startsBlock.test(line) || fence.test(line) ? '' : `${above}\n${line}`.slice(-longestTitle)
  }
  return ''
}

// Lines are looked at one by one, because parsing a whole post for its title takes longer than reading it.
function* linesOf(text: string): Generator<{ line: string; at: number }> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    yield { line: text.slice(at, end < 0 ? undefined : end), at }
    if (end < 0) return
    at = end + 1
  }
}

function headingIn(line: string, above: string, rest: () => string): string {
  const [, text] = line.length < 2000 ? (atx.exec(line) ?? []) : []
  if (text !== undefined) return plain(text.replace(/[ \t]#+[ \t]*$/, ''))
  if (above.trim() && above.length < longestTitle && underline.test(line)) return plain(above.trim())
  const [opening, name] = openingHtml.exec(line.slice(0, 500)) ?? []
  if (!opening || !name) return ''
  const html = rest().slice(opening.length + line.indexOf(opening))
  const end = html.toLowerCase().indexOf(`</${name.toLowerCase()}`)
  return end < 0 ? '' : plain(html.slice(0, end).replace(/<[^>]{0,300}>/g, ''))
}

/** What ends the block of code or the comment that a line opens; empty where it opens none. */
function opens(line: string): string {
  const [, marker] = fence.exec(line) ?? []
  if (marker) return marker
  const comment = line.lastIndexOf('<!--')
  return comment >= 0 && line.indexOf('-->', comment) < 0 ? '-->' : ''
}

function plain(text: string): string {
  const withoutId = text.replace(/\s*\{[:#][^{}]*\}\s*$/, '')
  if (!markup.test(withoutId)) return withoutInvisible(withoutId).replace(/\s+/g, ' ').trim()
  const linked = withoutId.replace(/\[([^[\]]*)\]\[[^[\]]*\]/g, '$1')
  return plainText(parsePost(`# ${linked.replace(/\s+/g, ' ').trim()}`))
}
