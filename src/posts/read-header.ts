import matter from 'gray-matter'
import { PostError } from '../errors.ts'
import type { Header, HeaderFormat, HeaderValue } from './header.ts'
import { parseJson, parseToml, parseYaml, type Warn } from './header-formats.ts'

export interface HeaderReading {
  header: Header
  /** The text below the header. */
  body: string
  warnings: string[]
}

interface Fence {
  format: HeaderFormat
  delimiters: [string, string]
  /** The closing delimiter on a line of its own, with what ends that line. */
  closing: RegExp
}

const fences: Fence[] = [
  { format: 'yaml', delimiters: ['---', '---'], closing: /\n---[ \t]*(\n|$)/ },
  { format: 'toml', delimiters: ['+++', '+++'], closing: /\n\+\+\+[ \t]*(\n|$)/ },
  { format: 'comment', delimiters: ['<!--', '-->'], closing: /\n-->[ \t]*(\n|$)/ },
]
const languageNames: Record<string, HeaderFormat> = { yaml: 'yaml', yml: 'yaml', toml: 'toml', json: 'json' }
const codeNames = /^(js|javascript|coffee|coffeescript|cson)$/
const commentKey = /^\s*(title|date|summary|description|tags|categories|author|cover|slug)\s*:/im

/**
 * Splits a post into its header and its body, in YAML, TOML, JSON or an HTML comment; a header that is broken in
 * places is read line by line, with a warning. Throws a PostError for a header that is code.
 */
export function readHeader(text: string): HeaderReading {
  const blankLines = /^\s*\n/.exec(text)?.[0] ?? ''
  const source = text.slice(blankLines.length)
  const firstLine = blankLines.split('\n').length
  const warnings: string[] = []
  const warn: Warn = (line, what) => warnings.push(`line ${firstLine + line}: ${what}`)
  const block = jsonBlock(source) ?? fencedBlock(source)
  if (!block) return { header: noHeader, body: text, warnings: neverClosed(source, firstLine) }
  const values = valuesOf(block, warn)
  // Text between two rules looks like a header, and has no keys.
  if (Object.keys(values).length === 0 && !isBlank(block))
    return { header: noHeader, body: text, warnings: [] }
  return { header: { format: block.format, values }, body: source.slice(block.length), warnings }
}

const noHeader: Header = { format: 'none', values: {} }

interface HeaderBlock {
  format: HeaderFormat
  /** The header with its fences, as gray-matter takes it. */
  text: string
  language: HeaderFormat
  delimiters: [string, string]
  /** How many characters of the post it takes. */
  length: number
}

// gray-matter takes everything up to the end for a header that is never closed, and `--- text ---` for a language.
function fencedBlock(source: string): HeaderBlock | undefined {
  const fence = fences.find(({ delimiters: [open] }) => source.startsWith(open))
  if (!fence) return undefined
  const { format, delimiters, closing } = fence
  const named = source.slice(delimiters[0].length, source.indexOf('\n')).trim().toLowerCase()
  if (codeNames.test(named))
    throw new PostError(
      'line 1: the header is code, which Masthead never runs; write it in YAML, TOML or JSON',
    )
  const language = named === '' ? (format === 'toml' ? 'toml' : 'yaml') : languageNames[named]
  const closed = closing.exec(source)
  if (!closed || !language) return undefined
  const length = closed.index + closed[0].length
  const text = detached(source.slice(0, length))
  if (format === 'comment' && !commentKey.test(text)) return undefined
  return { format: format === 'yaml' ? language : format, text, language, delimiters, length }
}

// A slice would keep the whole file in memory.
const detached = (text: string): string => Buffer.from(text).toString()

function jsonBlock(source: string): HeaderBlock | undefined {
  const end = /^\{\s*["}\n]/.test(source) ? endOfObject(source) : undefined
  if (end === undefined) return undefined
  const length = end + (/^[ \t]*\n/.exec(source.slice(end))?.[0].length ?? 0)
  const text = `---json\n${detached(source.slice(0, end))}\n---\n`
  return { format: 'json', text, language: 'json', delimiters: ['---', '---'], length }
}

function endOfObject(source: string): number | undefined {
  let depth = 0
  for (const { 0: token, index } of source.matchAll(/"(?:[^"\\\n]|\\.)*"|[{}]/g)) {
    if (token === '{') depth += 1
    if (token === '}') depth -= 1
    if (depth === 0) return index + 1
  }
  return undefined
}

function valuesOf({ text, delimiters, language }: HeaderBlock, warn: Warn): Record<string, HeaderValue> {
  const engines = {
    yaml: (yaml: string) => parseYaml(yaml, warn),
    toml: (toml: string) => parseToml(toml, warn),
    json: (json: string) => parseJson(json, warn),
    javascript: refuse,
    coffee: refuse,
  }
  return matter(text, { delimiters, language, engines }).data
}

// The code engines of gray-matter run what they read; they are never asked, and gone all the same.
function refuse(): never {
  throw new PostError('the header is code')
}

const isBlank = ({ text }: HeaderBlock): boolean =>
  text.split('\n').every(line => /^\s*(#.*|---.*|\+\+\+.*|<!--|-->|\{\}?|\})?$/.test(line))

function neverClosed(source: string, firstLine: number): string[] {
  const [first = '', second = ''] = source.split('\n', 2)
  if (!/^(---|\+\+\+)\s*$/.test(first) || !/^[\w-]+\s*[:=]/.test(second)) return []
  return [
    `line ${firstLine}: the header opens with "${first.trim()}" and is never closed, so it is read as text`,
  ]
}
