import { namedColours } from '../../checks/contrast/named-colours.ts'
import { rewriteDeclarations } from '../html/declarations.ts'
import { attributeEdits, type Edit, withEdits } from '../html/edits.ts'
import { attributeOf, htmlTokens, type OpenTag } from '../html/html-tokens.ts'

type Role = 'ground' | 'line' | 'ink'

// Light grounds turn dark and dark ink turns light, each in its hue; what is dark enough already stays.
const lightness: Record<Role, string> = {
  ground: 'min(l, 1.18 - l)',
  line: 'clamp(.32, 1.22 - l, l)',
  ink: 'max(l, .95 - l * .6)',
}

const colorInValue = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\([^()]{3,80}\)|[a-z-]{3,30}(?![\w(-])/gi

// Of no weight, so that every colour that the mail sets wins over it.
const darkPaper =
  '<style>:where(html){background:#1b1b1b;color:#e6e6e6}:where(a:link){color:#8ab4f8}:where(a:visited){color:#c58af9}</style>'

/** HTML with its colours turned as the apps of Gmail and Outlook do to mail in the dark; pictures stay. */
export function asForcedDark(html: string): string {
  return withEdits(html, [...colorEdits(html)]) + darkPaper
}

function* colorEdits(html: string): Generator<Edit> {
  for (const token of htmlTokens(html)) {
    if (token.kind === 'raw' && token.name === 'style')
      yield { ...token, text: darkened(html.slice(token.start, token.end)) }
    else if (token.kind === 'open') yield* attributeEdits(token, darkAttributes(token))
  }
}

function darkAttributes(tag: OpenTag): Map<string, string> {
  const ground = attributeOf(tag, 'bgcolor')
  const ink = attributeOf(tag, tag.name === 'body' ? 'text' : tag.name === 'font' ? 'color' : '')
  const style = attributeOf(tag, 'style')
  if (ground === undefined && ink === undefined && style === undefined) return new Map()
  const written = [
    // The old attributes take no function: what they say moves into the style, before what the style says itself.
    ...(ground ? [`background-color:${darkOf(legacyColor(ground), 'ground')}`] : []),
    ...(ink ? [`color:${darkOf(legacyColor(ink), 'ink')}`] : []),
    ...(style ? [darkened(style)] : []),
  ]
  return new Map([['style', written.join(';')]])
}

function darkened(css: string): string {
  return rewriteDeclarations(css, (property, value) => {
    const role = roleOf(property)
    if (!role) return value
    // Addresses are no colours, whatever they are called.
    return value
      .split(/(url\([^()]*\))/i)
      .map((part, index) => (index % 2 === 0 ? darkColors(part, role) : part))
      .join('')
  })
}

function darkColors(value: string, role: Role): string {
  return value.replace(colorInValue, written => (isColor(written) ? darkOf(written, role) : written))
}

function isColor(written: string): boolean {
  return /[#(]/.test(written) || namedColours.has(written.toLowerCase())
}

function darkOf(color: string, role: Role): string {
  return `oklch(from ${color} ${lightness[role]} c h)`
}

function roleOf(property: string): Role | undefined {
  if (/^(?:color|-webkit-text-fill-color|text-decoration(?:-color)?|fill)$/.test(property)) return 'ink'
  if (/^background(?:-color|-image)?$/.test(property)) return 'ground'
  return /^(?:border(?!.*-(?:radius|width|style|spacing|collapse))|outline)/.test(property)
    ? 'line'
    : undefined
}

function legacyColor(value: string): string {
  const color = value.trim()
  if (/^[0-9a-f]{3}(?:[0-9a-f]{3})?$/i.test(color)) return `#${color}`
  return /^#[0-9a-f]{3,8}$/i.test(color) || namedColours.has(color.toLowerCase()) ? color : 'white'
}
