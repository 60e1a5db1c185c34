import { attributeEdits, type Edit, withEdits } from '../html/edits.ts'
import { attributeOf, type HtmlToken, htmlTokens, type OpenTag } from '../html/html-tokens.ts'
import { resolveConditionalComments } from './conditional-comments.ts'
import { isShape, shapeAsSpan } from './vml.ts'
import { sheetOfWord, stylesOfWord } from './word-styles.ts'

// Elements that Word leaves out with all that is in them.
const undrawn = /^(?:xml|svg|iframe|video|audio|object|select|dialog|meter|progress)$/
const emptyUndrawn = /^(?:input|source|embed)$/
const layoutTags = /^(?:o|w):/

/** HTML as Outlook for Windows shows it, as far as a browser can tell: its comments resolved, what Word does not draw taken out. */
export function asOutlook(html: string): string {
  const resolved = resolveConditionalComments(html)
  return withEdits(resolved, [...wordEdits(resolved)])
}

function* wordEdits(html: string): Generator<Edit> {
  let leftOut: { name: string; start: number } | undefined
  let shapeDepth = 0
  for (const token of htmlTokens(html)) {
    if (!leftOut && 'name' in token && isShape(token.name))
      shapeDepth = Math.max(0, shapeDepth + (token.kind === 'close' ? -1 : 1))
    if (leftOut) {
      if (token.kind !== 'close' || token.name !== leftOut.name) continue
      yield { start: leftOut.start, end: token.end, text: '' }
      leftOut = undefined
    } else if (token.kind === 'open' && undrawn.test(token.name)) {
      leftOut = { name: token.name, start: token.start }
    } else {
      yield* editsOf(html, token, shapeDepth > 0)
    }
  }
  if (leftOut) yield { start: leftOut.start, end: html.length, text: '' }
}

function* editsOf(html: string, token: HtmlToken, isInShape: boolean): Generator<Edit> {
  if (token.kind === 'raw' && token.name === 'style')
    yield { ...token, text: sheetOfWord(html.slice(token.start, token.end)) }
  if (token.kind !== 'open' && token.kind !== 'close') return
  // In a browser, `center` would end the paragraph that a button stands in.
  if (isShape(token.name) || (isInShape && token.name === 'center'))
    yield { ...token, text: token.kind === 'open' ? shapeAsSpan(token) : '</span>' }
  else if (token.name.startsWith('v:') || layoutTags.test(token.name) || emptyUndrawn.test(token.name))
    yield { ...token, text: '' }
  else if (token.kind === 'open') yield* attributeEdits(token, attributesOfWord(token))
}

function attributesOfWord(tag: OpenTag): Map<string, string | undefined> {
  const values = new Map<string, string | undefined>()
  const style = attributeOf(tag, 'style')
  if (style !== undefined) values.set('style', stylesOfWord(style, tag.name))
  if (attributeOf(tag, 'srcset') !== undefined) values.set('srcset', undefined)
  if (tag.name !== 'body' && attributeOf(tag, 'background') !== undefined) values.set('background', undefined)
  return values
}
