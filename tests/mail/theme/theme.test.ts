import { describe, expect, it } from 'vitest'
import { black, contrastOf, parseHex, readableOn } from '../../../src/mail/theme/colour.ts'
import { themeOf } from '../../../src/mail/theme/theme.ts'

const colourOf = (written: string) => parseHex(written.slice(1)) ?? black
const contrast = (a: string, b: string) => contrastOf(colourOf(a), colourOf(b))

describe('themeOf', () => {
  it('has colours that can be read, light and dark', () => {
    const { colors, dark } = themeOf()
    for (const { sheet, page, code, band, onBand, ...others } of [colors, dark]) {
      const { text, heading, quiet, link, accent } = others
      for (const colour of [text, heading, quiet, link, accent])
        for (const background of [sheet, page]) expect(contrast(colour, background)).toBeGreaterThan(4.5)
      expect(contrast(text, code)).toBeGreaterThan(4.5)
      expect(contrast(onBand, band)).toBeGreaterThan(4.5)
    }
  })

  it('takes what is written, and makes dark links and accents of the light ones', () => {
    const { colors, dark, logo } = themeOf({
      colors: { link: '#00c', accent: '#800080' },
      logo: { src: 'logo.png' },
    })
    expect(colors).toMatchObject({ link: '#00c', text: '#26292e' })
    expect(contrast(dark.link, dark.sheet)).toBeGreaterThanOrEqual(4.5)
    expect(dark.accent).not.toBe(themeOf().dark.accent)
    expect(logo).toEqual({ src: 'logo.png', width: 160 })
  })

  it('leaves a dark colour that is written as it is', () => {
    expect(themeOf({ colors: { link: '#00c' }, dark: { link: '#00f' } }).dark.link).toBe('#00f')
  })
})

describe('colours', () => {
  it('have the contrast of WCAG', () => {
    expect(contrast('#000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2)
  })

  it('are made lighter until they can be read, and stay where they can', () => {
    expect(readableOn('#000', '#fff')).toBe('#ffffff')
    expect(readableOn('#000000', '#ffcc00')).toBe('#ffcc00')
    expect(contrast(readableOn('#181d23', '#0000cc'), '#181d23')).toBeGreaterThanOrEqual(4.5)
  })
})
