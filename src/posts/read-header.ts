import matter from 'gray-matter'
import { PostError } from '../errors.ts'
import type { Header, HeaderFormat, HeaderValue } from './header.ts'
import { parseJson, parseToml, parseYaml } from './header-formats.ts'

export interface HeaderReading {
  header: Header
  /** The text below the header. */
  body: string
  warnings: string[]
}

interface Fence {
  format: HeaderFormat
  delimiters: [string, string]
}

const fences: Fence[] = [
  { format: 'yaml', delimiters: ['---', '---'] },
  { format: 'toml', delimiters: ['+++', '+++'] },
  { format: 'comment', delimiters: ['<!--', '-->'] },
]
const languageNames: Record<string, HeaderFormat> = { yaml: 'yaml', yml: 'yaml', toml: 'toml', json: 'json' }
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
  const warn = (line: number, what: string) => warnings.push(`line ${firstLine + line}: ${what}`)
  if (/^\{\s*["}\n]/.test(source)) return readJsonHeader(source, warn, warnings) ?? withoutHeader(text)
  const fence = fences.find(({ delimiters: [open] }) => source.startsWith(open))
  const block = fence && headerBlock(source, fence)
  if (!fence || !block) return withoutHeader(text, fence && unclosed(source, fence, firstLine))
  const engines = enginesFor(warn)
  const { data, content } = matter(block.text, {
    delimiters: fence.delimiters,
    language: block.language,
    engines,
  })
  // Text between two rules looks like a header, and has no keys.
  if (Object.keys(data).length === 0 && !isBlankHeader(block.text, content)) return withoutHeader(text)
  const format = fence.format === 'yaml' ? block.language : fence.format
  return { header: { format, values: data as Record<string, HeaderValue> }, body: content, warnings }
}

type Warn = (line: number, what: string) => void

const isBlankHeader = (text: string, body: string): boolean =>
  text
    .slice(0, text.length - body.length)
    .split('\n')
    .every(line => /^\s*(#.*|---.*|\+\+\+.*|<!--|-->)?$/.test(line))

function withoutHeader(text: string, warning?: string): HeaderReading {
  return { header: { format: 'none', values: {} }, body: text, warnings: warning ? [warning] : [] }
}

function enginesFor(warn: Warn): Record<string, (text: string) => object> {
  const refuse = (): never => {
    throw new PostError(
      'line 1: the header is code, which Masthead never runs; write it in YAML, TOML or JSON',
    )
  }
  return {
    yaml: text => parseYaml(text, warn),
    toml: text => parseToml(text, warn),
    json: text => parseJson(text, warn),
    javascript: refuse,
    coffee: refuse,
  }
}

interface HeaderBlock {
  text: string
  language: HeaderFormat
}

// gray-matter takes everything up to the end for a header that is never closed, and `--- text ---` for a language.
function headerBlock(source: string, { format, delimiters: [open, close] }: Fence): HeaderBlock | undefined {
  const opening = source.slice(open.length, source.indexOf('\n')).trim().toLowerCase()
  if (/^(js|javascript|coffee|coffeescript|cson)$/.test(opening)) enginesFor(() => {}).javascript?.('')
  const closing = source.search(
    format === 'comment' ? /\n-->/ : new RegExp(`\\n${close.replaceAll('+', '\\+')}[ \\t]*(\\n|$)`),
  )
  const language = opening === '' ? (format === 'toml' ? 'toml' : 'yaml') : languageNames[opening]
  if (closing < 0 || !language) return undefined
  if (format === 'comment' && !commentKey.test(source.slice(open.length, closing))) return undefined
  return { text: source, language }
}

function unclosed(source: string, { format, delimiters }: Fence, firstLine: number): string | undefined {
  const second = source.split('\n', 2)[1] ?? ''
  if (format === 'comment' || !/^[\w-]+\s*[:=]/.test(second)) return undefined
  return `line ${firstLine}: the header opens with "${delimiters[0]}" and is never closed, so it is read as text`
}

function readJsonHeader(source: string, warn: Warn, warnings: string[]): HeaderReading | undefined {
  const end = endOfObject(source)
  if (end === undefined) return undefined
  const { data } = matter(`---json\n${source.slice(0, end)}\n---\n`, { engines: enginesFor(warn) })
  if (Object.keys(data).length === 0 && warnings.length > 0) return undefined
  const values = data as Record<string, HeaderValue>
  return { header: { format: 'json', values }, body: source.slice(end).replace(/^[ \t]*\n/, ''), warnings }
}

function endOfObject(source: string): number | undefined {
  let depth = 0
  for (const token of source.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token[0] === '{') depth += 1
    if (token[0] === '}') depth -= 1
    if (depth === 0) return token.index + 1
  }
  return undefined
}
