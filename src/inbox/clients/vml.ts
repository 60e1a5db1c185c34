import { attributeOf, type OpenTag } from '../html/html-tokens.ts'

const shapes = /^v:(?:rect|roundrect|oval|shape|textbox)$/
const plainColor = /^(?:#[0-9a-f]{3,8}|[a-z]{3,20})$/i
const size = /(?:^|;)\s{0,9}(width|height)\s{0,9}:\s{0,9}(\d{1,4}(?:px|pt|%)?)/gi

/** Whether an element is one of Word's drawings that hold text: bulletproof buttons, and boxes on a picture. */
export function isShape(name: string): boolean {
  return shapes.test(name)
}

/** A drawing as a box that a browser shows: its size, its colour, and the outline where it has one. */
export function shapeAsSpan(tag: OpenTag): string {
  if (tag.name === 'v:textbox') return '<span style="display:block">'
  if (tag.name === 'center') return `<span style="display:block;${quoted(attributeOf(tag, 'style') ?? '')}">`
  const sizes = [...(attributeOf(tag, 'style') ?? '').matchAll(size)].map(
    ([, property = '', value = '']) =>
      `${property.toLowerCase()}:${/\d$/.test(value) ? `${value}px` : value}`,
  )
  const fill = attributeOf(tag, 'fillcolor')
  const isOutlined = !/^f/i.test(attributeOf(tag, 'stroke') ?? attributeOf(tag, 'stroked') ?? 't')
  const stroke = attributeOf(tag, 'strokecolor') ?? ''
  const isMiddle = /v-text-anchor\s{0,9}:\s{0,9}middle/i.test(attributeOf(tag, 'style') ?? '')
  const styles = [
    isMiddle ? 'display:inline-flex;align-items:center;justify-content:center' : 'display:inline-block',
    'vertical-align:middle;text-align:center',
    ...sizes,
    ...(fill !== undefined && plainColor.test(fill) ? [`background-color:${fill}`] : []),
    ...(isOutlined && plainColor.test(stroke) ? [`border:1px solid ${stroke}`] : []),
  ]
  return `<span style="${styles.join(';')}">`
}

const quoted = (style: string): string => style.replace(/[&"]/g, sign => (sign === '&' ? '&amp;' : '&quot;'))
