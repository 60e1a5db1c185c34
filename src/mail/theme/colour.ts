/** A colour as `#rgb` or `#rrggbb`. */
export type Colour = string

type Channels = readonly [red: number, green: number, blue: number]

/** The contrast of two colours, from 1 to 21, by WCAG 2.2. */
export function contrast(a: Colour, b: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(channelsOf(a)), luminance(channelsOf(b))].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

/** A colour made lighter, as little as it takes, until text of it can be read on `background`. */
export function readableOn(background: Colour, colour: Colour): Colour {
  for (let white = 0; white < steps; white += 1) {
    const lighter = mixedWithWhite(colour, white / steps)
    if (contrast(lighter, background) >= readable) return lighter
  }
  return '#ffffff'
}

const readable = 4.5
const steps = 20

function channelsOf(colour: Colour): Channels {
  const digits = colour.slice(1)
  const whole = digits.length === 3 ? [...digits].map(digit => digit + digit).join('') : digits
  const at = (start: number) => Number.parseInt(whole.slice(start, start + 2), 16)
  return [at(0), at(2), at(4)]
}

function luminance(channels: Channels): number {
  const [red = 0, green = 0, blue = 0] = channels.map(value => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function mixedWithWhite(colour: Colour, share: number): Colour {
  const mixed = channelsOf(colour).map(value => Math.round(value + (255 - value) * share))
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`
}
