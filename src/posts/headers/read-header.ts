import { commentHeader } from './comment.ts'
import { fencedHeader, neverClosed } from './fences.ts'
import type { Warn } from './formats.ts'
import type { FoundHeader, Header } from './header.ts'
import { lineHeader, quoteHeader, referenceHeader } from './lines.ts'
import { metaHeader } from './meta.ts'

export interface HeaderReading {
  header: Header
  /** The text below the header. */
  body: string
  warnings: string[]
}

/** Looks for a header in one format at the start of a text; nothing where there is none. */
type HeaderReader = (source: string, warn: Warn) => FoundHeader | undefined

const readers: HeaderReader[] = [
  fencedHeader,
  commentHeader,
  referenceHeader,
  quoteHeader,
  lineHeader,
  metaHeader,
]
const leadingRemark = /^<!--(?:(?!-->)[\s\S]){0,2000}-->\s*\n(?=---|\+\+\+)/

/**
 * Splits a post into its header and its body: YAML, TOML, JSON, an HTML comment, `Title: x` lines, `[#]: key: (value)`
 * lines, a quoted list, or `export const meta`. A header that is broken in places is read line by line, with a warning.
 * Throws a PostError for a header that is code.
 */
export function readHeader(text: string): HeaderReading {
  const above = /^\s*\n/.exec(text)?.[0] ?? ''
  const start = above.length + (leadingRemark.exec(text.slice(above.length))?.[0].length ?? 0)
  const source = start === 0 ? text : text.slice(start)
  const firstLine = start === 0 ? 1 : text.slice(0, start).split('\n').length
  const warnings: string[] = []
  const warn: Warn = (line, what) => warnings.push(`line ${firstLine + line}: ${what}`)
  for (const read of readers) {
    const found = read(source, warn)
    if (found) return { header: found.header, body: source.slice(found.length), warnings }
  }
  return { header: noHeader, body: text, warnings: neverClosed(source, firstLine) }
}

const noHeader: Header = { format: 'none', values: {} }
