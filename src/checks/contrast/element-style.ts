import type { Element } from 'hast'
import type { Colour } from '../../mail/theme/colour.ts'
import { parseAttributeColour, parseColour } from './css-colour.ts'

/** The declarations of a `style` attribute, the last of each name. */
export type Declarations = ReadonlyMap<string, string>

const declaration = /(?:[^;"'()]|"[^"]*"|'[^']*'|\([^()]*\))+/g

/** The declarations of an element's `style`, names and values in small letters, in the order that decides. */
export function declarationsOf({ properties }: Element): Declarations {
  const found = new Map<string, string>()
  for (const [written] of String(properties.style ?? '').matchAll(declaration)) {
    const colon = written.indexOf(':')
    if (colon < 0) continue
    const name = written.slice(0, colon).trim().toLowerCase()
    found.delete(name)
    found.set(
      name,
      written
        .slice(colon + 1)
        .replace('!important', '')
        .trim()
        .toLowerCase(),
    )
  }
  return found
}

/** What an element paints behind its text: a colour, nothing, or what nobody can tell, such as a picture. */
export type Paint = Colour | 'nothing' | 'unknown'

/** What lies behind the text of an element by its own style and attributes. */
export function backgroundOf({ properties }: Element, style: Declarations): Paint {
  let colour: Paint = colourOfAttribute(properties.bgColor)
  let hasPicture = properties.background !== undefined && properties.background !== ''
  for (const [name, value] of style) {
    if (name === 'background-image') hasPicture = isPicture(value)
    if (name === 'background') hasPicture = isPicture(value)
    if (name === 'background' || name === 'background-color') colour = colourIn(value)
  }
  return hasPicture ? 'unknown' : colour
}

const isPicture = (value: string): boolean => /url\(|gradient\(|image-set\(/.test(value)

function colourOfAttribute(value: unknown): Paint {
  return value === undefined ? 'nothing' : (parseAttributeColour(String(value)) ?? 'nothing')
}

const words = /[a-z-]+\([^()]*\)|[^\s()]+/g
const isUnreadable = /^(?:okl|l(?:ab|ch)|hwb|color|var|light-dark|inherit|currentcolor)/

function colourIn(value: string): Paint {
  const parts = value.match(words) ?? []
  const colour = parts.map(parseColour).find(found => found !== undefined)
  return colour ?? (parts.some(part => isUnreadable.test(part)) ? 'unknown' : 'nothing')
}

/** True for what is not shown at all, such as the hidden start of a mail that stands in the list of mails. */
export const isGone = ({ properties }: Element, style: Declarations): boolean =>
  style.get('display') === 'none' ||
  properties.hidden === true ||
  /^0(?:px|%|em)?$/.test(style.get('max-height') ?? '') ||
  Number(style.get('opacity') ?? 1) === 0
