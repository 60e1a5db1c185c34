import { rewriteCss } from '../html/declarations.ts'

// By caniemail.com, for Outlook 2019 on Windows, whose pages Word draws.
const ignored = new RegExp(
  `^(?:${[
    '-.*|animation.*|transition.*|transform.*|filter|backdrop-filter|clip-path|mask.*|mix-blend-mode|opacity',
    'background-(?:image|position.*|size|repeat|clip|origin|blend-mode|attachment)|border.*-radius|border-(?:image|inline|block).*',
    'border-spacing|box-shadow|box-sizing|text-shadow|outline.*|accent-color|color-scheme|aspect-ratio|inset.*',
    'align-.*|justify-.*|place-.*|flex.*|grid.*|gap|row-gap|column.*|order|float|clear|position|top|right|bottom|left|z-index',
    'min-.*|max-height|max-(?:inline|block)-size|inline-size|block-size|overflow.*|object-.*|visibility|table-layout',
    'white-space.*|word-.*|hyphens|text-overflow|text-wrap|user-select|writing-mode|list-style-(?:image|position)',
  ].join('|')})$`,
)
const unknownValue =
  /(?:^|[\s,(])(?:rgba|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|var|calc|min|max|clamp)\(|\d(?:rem|vh|vw|vmin|vmax|ch)\b/i
const unknownSelector = /[>+~*[:]|\.[\w-]+\./
const ownWidth = /^(?:body|span|div|p|img)$/
const withPadding = /^(?:td|th)$/

/** Whether Word draws a declaration; without an element, in a style sheet, all that depends on it counts as drawn. */
export function isDrawnByWord(property: string, value: string, element?: string): boolean {
  if (ignored.test(property) || unknownValue.test(value)) return false
  if (property === 'display') return value.trim().toLowerCase() === 'none' && element !== 'img'
  if (element === undefined) return true
  if (property === 'max-width') return element === 'table'
  if (property === 'width' || property === 'height') return !ownWidth.test(element)
  if (property.startsWith('padding')) return withPadding.test(element)
  return true
}

/** The declarations of a `style` attribute that Word draws. */
export function stylesOfWord(css: string, element: string): string {
  return rewriteCss(css, root =>
    root.walkDecls(declaration => {
      const property = declaration.prop.toLowerCase()
      const value = property === 'background' ? colorAlone(declaration.value) : declaration.value
      // Word passes over what is `!important` in an attribute.
      const isDrawn = value !== undefined && !declaration.important && isDrawnByWord(property, value, element)
      if (!isDrawn) declaration.remove()
      else if (property === 'background') declaration.replaceWith({ prop: 'background-color', value })
    }),
  )
}

/** The rules of a style sheet that Word draws: simple selectors, outside of every `@media`. */
export function sheetOfWord(css: string): string {
  return rewriteCss(css, root => {
    root.walkAtRules(rule => void rule.remove())
    root.walkRules(rule => {
      rule.selectors = rule.selectors.filter(selector => !unknownSelector.test(selector))
      if (rule.selector.trim() === '') rule.remove()
    })
    root.walkDecls(declaration => {
      const property = declaration.prop.toLowerCase()
      const value = property === 'background' ? colorAlone(declaration.value) : declaration.value
      if (value === undefined || !isDrawnByWord(property, value)) declaration.remove()
      else declaration.value = value
    })
  })
}

// Of the shorthand, Word reads a colour that stands alone.
function colorAlone(background: string): string | undefined {
  const value = background.trim()
  return /^(?:#[0-9a-f]{3,8}|[a-z]{3,20}|rgb\([\d\s,%.]{5,40}\))$/i.test(value) ? value : undefined
}
