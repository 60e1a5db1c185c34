import { type HexColour, readableOn } from './colour.ts'

/** The colours of a mail, by what they are for. */
export interface Palette {
  /** Around the sheet. */
  page: HexColour
  sheet: HexColour
  text: HexColour
  heading: HexColour
  /** Sources, days, the footer. */
  quiet: HexColour
  link: HexColour
  /** Titles of sections. */
  accent: HexColour
  /** Lines and borders. */
  rule: HexColour
  /** Behind code and quotes. */
  code: HexColour
  /** Behind the name of the newsletter, and what stands there. */
  band: HexColour
  onBand: HexColour
}

/** A picture that stands for the name of the newsletter. */
export interface Logo {
  /** An https address, or a file of the workspace. */
  src: string
  /** In CSS pixels. */
  width: number
}

/** How mails look, whatever their template. */
export interface Theme {
  colors: Palette
  /** Where the reader's program is dark. */
  dark: Palette
  /** CSS lists of font families. */
  fonts: { body: string; heading: string; code: string }
  logo: Logo | undefined
  /** Of pictures, cards and code, in CSS pixels. */
  radius: number
  /** Of the sheet, in CSS pixels. */
  width: number
}

/** What the settings say about the looks of mails. */
export interface WrittenTheme {
  colors?: Partial<Palette>
  dark?: Partial<Palette>
  fonts?: Partial<Theme['fonts']>
  logo?: { src: string; width?: number }
  radius?: number
  width?: number
}

const light: Palette = {
  page: '#efece6',
  sheet: '#ffffff',
  text: '#26292e',
  heading: '#14181d',
  quiet: '#62666d',
  link: '#1d5c8f',
  accent: '#9a3412',
  rule: '#e4dfd5',
  code: '#f5f3ee',
  band: '#1d2733',
  onBand: '#ffffff',
}

const dark: Palette = {
  page: '#101418',
  sheet: '#181d23',
  text: '#d9dce1',
  heading: '#f0f1f3',
  quiet: '#9aa3ad',
  link: '#7db8e8',
  accent: '#f2a778',
  rule: '#333b45',
  code: '#101418',
  band: '#1d2733',
  onBand: '#ffffff',
}

// Latin before Chinese: the fonts of the latter have the letters of the former too, and uglier.
const fonts = {
  body: "-apple-system, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  heading: "Georgia, 'Songti SC', 'Noto Serif CJK SC', SimSun, serif",
  code: 'Menlo, Consolas, monospace',
}

/** The theme of a newsletter; where only the light colour of links or accents is written, the dark one follows it. */
export function themeOf(written: WrittenTheme = {}): Theme {
  const { colors = {}, radius = 6, width = 600, logo } = written
  const darkSheet = written.dark?.sheet ?? dark.sheet
  const following = {
    ...(colors.link && { link: readableOn(darkSheet, colors.link) }),
    ...(colors.accent && { accent: readableOn(darkSheet, colors.accent) }),
    ...(colors.band && { band: colors.band }),
    ...(colors.onBand && { onBand: colors.onBand }),
  }
  return {
    colors: { ...light, ...colors },
    dark: { ...dark, ...following, ...written.dark },
    fonts: { ...fonts, ...written.fonts },
    logo: logo && { width: 160, ...logo },
    radius,
    width,
  }
}
