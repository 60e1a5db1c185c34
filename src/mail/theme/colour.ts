/** Red, green and blue from 0 to 255, and how opaque it is, from 0 to 1. */
export interface Colour {
  red: number
  green: number
  blue: number
  alpha: number
}

/** A colour as `#rgb` or `#rrggbb`. */
export type HexColour = string

export const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 }
export const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 }

/** The colour of three, four, six or eight hexadecimal digits; nothing for what is none. */
export function parseHex(digits: string): Colour | undefined {
  if (!/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(digits)) return undefined
  const pairs = digits.length < 6 ? [...digits].map(digit => digit + digit) : (digits.match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0, alpha = 255] = pairs.map(pair => Number.parseInt(pair, 16))
  return { red, green, blue, alpha: alpha / 255 }
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

/** A colour made lighter, as little as it takes, until text of it can be read on `background`. */
export function readableOn(background: HexColour, colour: HexColour): HexColour {
  const [back, front] = [colourOf(background), colourOf(colour)]
  for (let step = 0; step < steps; step += 1) {
    const lighter = over({ ...white, alpha: step / steps }, front)
    if (contrastOf(lighter, back) >= readable) return hexOf(lighter)
  }
  return hexOf(white)
}

const colourOf = (written: HexColour): Colour => parseHex(written.slice(1)) ?? black

const readable = 4.5
const steps = 20
