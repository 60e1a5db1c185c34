import type { Element } from 'hast'
import type { Declarations } from './element-style.ts'

/** How large and how bold a text is. */
export interface Font {
  /** In CSS pixels. */
  size: number
  weight: number
}

const sizeOfTag: Record<string, number> = {
  h1: 2,
  h2: 1.5,
  h3: 1.17,
  h4: 1,
  h5: 0.83,
  h6: 0.67,
  small: 0.83,
  big: 1.2,
}
const bold = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const named: Record<string, number> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
}
const sizesOfFont = [10, 10, 13, 16, 18, 24, 32, 48]
const units: Record<string, number> = { px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 }

/** The font of an element within another one's. */
export function fontOf(element: Element, style: Declarations, around: Font): Font {
  const { tagName, properties } = element
  let size = around.size * (sizeOfTag[tagName] ?? 1)
  let weight = bold.has(tagName) ? 700 : around.weight
  if (tagName === 'font') size = sizesOfFont[Number(properties.size)] ?? size
  for (const [name, value] of style) {
    if (name === 'font-size') size = sizeOf(value, around.size) ?? size
    if (name === 'font-weight') weight = weightOf(value) ?? weight
    if (name !== 'font') continue
    const parts = value.split(/\s+/).map(part => part.replace(/\/.*$/, ''))
    size = parts.map(part => sizeOf(part, around.size)).find(found => found !== undefined) ?? size
    weight = parts.map(weightOf).find(found => found !== undefined) ?? 400
  }
  return { size, weight }
}

function sizeOf(value: string, around: number): number | undefined {
  const [, number = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([a-z%]*)$/.exec(value) ?? []
  if (number === '') return named[value]
  if (unit === 'em' || unit === '%') return around * Number(number) * (unit === '%' ? 0.01 : 1)
  if (unit === 'rem') return 16 * Number(number)
  if (unit === '') return Number(number) === 0 ? 0 : undefined
  return units[unit] === undefined ? undefined : Number(number) * units[unit]
}

function weightOf(value: string): number | undefined {
  if (value === 'bold' || value === 'bolder') return 700
  if (value === 'normal' || value === 'lighter') return 400
  return /^[1-9]\d{0,2}$/.test(value) ? Number(value) : undefined
}

/** Large text, by WCAG: 24 px, or 18.66 px in bold. */
export const isLarge = ({ size, weight }: Font): boolean => size >= 24 || (size >= 18.66 && weight >= 700)
