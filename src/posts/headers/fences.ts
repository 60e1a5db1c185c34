import matter from 'gray-matter'
import { PostError } from '../../errors.ts'
import { parseJson, parseToml, parseYaml, type Warn } from './formats.ts'
import type { FoundHeader, Header, HeaderValue } from './header.ts'

interface Fence {
  language: 'yaml' | 'toml'
  delimiter: string
  /** The closing delimiter on a line of its own, with what ends that line. */
  closing: RegExp
}

/** The part of a text that is a header, as gray-matter takes it, and how many characters of the text it is. */
interface Block {
  text: string
  language: 'yaml' | 'toml' | 'json'
  delimiter: string
  length: number
}

const fences: Fence[] = [
  { language: 'yaml', delimiter: '---', closing: /\n---[ \t]*(\n|$)/ },
  { language: 'toml', delimiter: '+++', closing: /\n\+\+\+[ \t]*(\n|$)/ },
]
const languageNames: Record<string, Block['language']> = {
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  json: 'json',
}
const codeNames = /^(js|javascript|coffee|coffeescript|cson)$/

/** A header between `---` or `+++` lines, or a JSON object at the start; throws a PostError for one that is code. */
export function fencedHeader(source: string, warn: Warn): FoundHeader | undefined {
  const block = jsonBlock(source) ?? fencedBlock(source)
  if (!block) return undefined
  const header: Header = { format: block.language, values: valuesOf(block, warn) }
  // Text between two rules looks like a header, and has no keys.
  return Object.keys(header.values).length > 0 || isBlank(block)
    ? { header, length: block.length }
    : undefined
}

/** The warning for a header that opens and is never closed, so that all of the post is text. */
export function neverClosed(source: string, firstLine: number): string[] {
  const [first = '', second = ''] = source.split('\n', 2)
  if (!/^(---|\+\+\+)\s*$/.test(first) || !/^[\w-]+\s*[:=]/.test(second)) return []
  return [
    `line ${firstLine}: the header opens with "${first.trim()}" and is never closed, so it is read as text`,
  ]
}

// gray-matter takes everything up to the end for a header that is never closed, and `--- text ---` for a language.
function fencedBlock(source: string): Block | undefined {
  const fence = fences.find(({ delimiter }) => source.startsWith(delimiter))
  if (!fence) return undefined
  const { delimiter, closing } = fence
  const named = source.slice(delimiter.length, source.indexOf('\n')).replace(/#.*/, '').trim().toLowerCase()
  if (codeNames.test(named))
    throw new PostError(
      'line 1: the header is code, which Masthead never runs; write it in YAML, TOML or JSON',
    )
  const language = named === '' ? fence.language : languageNames[named]
  const closed = closing.exec(source)
  if (!closed || !language) return undefined
  const length = closed.index + closed[0].length
  return { text: detached(source.slice(0, length)), language, delimiter, length }
}

function jsonBlock(source: string): Block | undefined {
  const end = /^\{\s*["}\n]/.test(source) ? endOfObject(source) : undefined
  if (end === undefined) return undefined
  const length = end + (/^[ \t]*\n/.exec(source.slice(end))?.[0].length ?? 0)
  const text = `---json\n${detached(source.slice(0, end))}\n---\n`
  return { text, language: 'json', delimiter: '---', length }
}

// A slice would keep the whole file in memory.
const detached = (text: string): string => Buffer.from(text).toString()

// Character by character: an expression would try an unclosed string again from each quotation mark.
function endOfObject(source: string): number | undefined {
  let depth = 0
  let isInString = false
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]
    if (isInString) {
      if (character === '\n') return undefined
      if (character === '\\') at += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '{') depth += 1
    else if (character === '}') depth -= 1
    if (depth === 0) return at + 1
  }
  return undefined
}

function valuesOf({ text, delimiter, language }: Block, warn: Warn): Record<string, HeaderValue> {
  // Nearly all headers are YAML, and gray-matter would take as long around it as YAML itself.
  if (language === 'yaml') return parseYaml(withoutFences(text), warn)
  const engines = {
    yaml: (yaml: string) => parseYaml(yaml, warn),
    toml: (toml: string) => parseToml(toml, warn),
    json: (json: string) => parseJson(json, warn),
    javascript: refuse,
    coffee: refuse,
  }
  // Behind the fence gray-matter reads the name of an engine, also in a remark.
  const plain = delimiter + text.slice(text.indexOf('\n'))
  return matter(plain, { delimiters: [delimiter, delimiter], language, engines }).data
}

// The line end after the opening fence stays, so that lines are counted from the fence.
const withoutFences = (text: string): string =>
  text.slice(text.indexOf('\n'), text.trimEnd().lastIndexOf('\n'))

// The code engines of gray-matter run what they read; they are never asked, and gone all the same.
function refuse(): never {
  throw new PostError('the header is code')
}

const isBlank = ({ text }: Block): boolean =>
  text.split('\n').every(line => /^\s*(#.*|---.*|\+\+\+.*|\{\}?|\})?$/.test(line))
