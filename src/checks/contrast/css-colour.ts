import { black, type Colour, parseHex } from '../../mail/theme/colour.ts'
import { namedColours } from './named-colours.ts'

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
