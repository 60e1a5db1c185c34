import { namedColours } from './named-colours.ts'

/** Red, green and blue from 0 to 255, and how opaque it is, from 0 to 1. */
export interface Colour {
  red: number
  green: number
  blue: number
  alpha: number
}

export const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 }
export const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 }

/** In characters: no colour that can be read is longer. */
const longest = 80

/** A colour of CSS; nothing for what is none, or a form that mails do not use, such as `oklch()`. */
export function parseColour(written: string): Colour | undefined {
  const text = written
    .slice(0, longest + 1)
    .trim()
    .toLowerCase()
  if (text.length > longest) return undefined
  if (text === 'transparent') return { ...black, alpha: 0 }
  if (text.startsWith('#')) return parseHex(text.slice(1))
  const name = namedColours.get(text)
  if (name !== undefined) return parseHex(name)
  const [, kind, inner = ''] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? []
  const parts = inner.split(/[\s,/]+/).filter(Boolean)
  if (kind === undefined || parts.length < 3 || parts.length > 4) return undefined
  return kind === 'rgb' ? ofRgb(parts) : ofHsl(parts)
}

/** A colour of an attribute such as `bgcolor`, where the `#` may be missing. */
export const parseAttributeColour = (written: string): Colour | undefined =>
  parseColour(written) ?? parseHex(written.trim())

function parseHex(digits: string): Colour | undefined {
  if (!/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(digits)) return undefined
  const pairs = digits.length < 6 ? [...digits].map(digit => digit + digit) : (digits.match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0, alpha = 255] = pairs.map(pair => Number.parseInt(pair, 16))
  return { red, green, blue, alpha: alpha / 255 }
}

function ofRgb(parts: readonly string[]): Colour | undefined {
  const [red, green, blue] = parts.slice(0, 3).map(part => numberOf(part, 255))
  return validated(red, green, blue, alphaOf(parts[3]))
}

function ofHsl(parts: readonly string[]): Colour | undefined {
  const hue = Number.parseFloat(parts[0] ?? '')
  const [saturation, lightness] = parts.slice(1, 3).map(part => numberOf(part, 1))
  if (saturation === undefined || lightness === undefined || Number.isNaN(hue)) return undefined
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const place = (((offset + hue / 30) % 12) + 12) % 12
    return 255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)))
  }
  return validated(channel(0), channel(8), channel(4), alphaOf(parts[3]))
}

const alphaOf = (part: string | undefined): number | undefined => (part === undefined ? 1 : numberOf(part, 1))

function numberOf(part: string, whole: number): number | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)%?$/.test(part)) return undefined
  const value = part.endsWith('%') ? (Number.parseFloat(part) / 100) * whole : Number(part)
  return Math.min(whole, Math.max(0, value))
}

function validated(...values: readonly (number | undefined)[]): Colour | undefined {
  const [red, green, blue, alpha] = values
  if (red === undefined || green === undefined || blue === undefined || alpha === undefined) return undefined
  return { red, green, blue, alpha }
}

/** What is seen of a colour in front of another one. */
export function over(front: Colour, back: Colour): Colour {
  const alpha = front.alpha + back.alpha * (1 - front.alpha)
  const mix = (a: number, b: number) =>
    alpha === 0 ? 0 : (a * front.alpha + b * back.alpha * (1 - front.alpha)) / alpha
  return {
    red: mix(front.red, back.red),
    green: mix(front.green, back.green),
    blue: mix(front.blue, back.blue),
    alpha,
  }
}

/** The contrast of two opaque colours, from 1 to 21, as WCAG 2 counts it. */
export function contrastOf(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminanceOf(a), luminanceOf(b)].toSorted((one, other) => one - other)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminanceOf({ red, green, blue }: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map(value => {
    const part = Math.round(value) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** `#6b6f76` */
export const hexOf = ({ red, green, blue }: Colour): string =>
  `#${[red, green, blue].map(value => Math.round(value).toString(16).padStart(2, '0')).join('')}`
