import { parseYaml, type Warn } from './formats.ts'
import type { FoundHeader, HeaderFormat, HeaderValue } from './header.ts'

const mostLines = 60
const firstKey =
  /^(?:\.\.[ \t]+)?(title|date|slug|authors?|tags|category|categories|summary|status|layout|lang|modified)[ \t]*:/i
const closing = /^---+[ \t]*(\n|$)/
const keyedLine = /^(?:\.\.[ \t]+)?([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$/
const listItem = /^[ \t]*-[ \t]*(.*)$/
const reference = /^\[#\]:[ \t]*([\w-]+)[ \t]*:[ \t]*(.*)$/
const quoted = /^>[ \t]*(?:[*+-][ \t]*)?(?:\*\*)?([^\s:：*[\]]{2,12})(?:\*\*)?[ \t]*[:：][ \t]*(?:\*\*)?(.+)$/
const quotedKey = /^(原文(地址|链接|标题|作者|出处)?|译文(出自|地址)|本文永久链接|译者|校对者?|作者)$/

/**
 * `Title: x` lines at the start, up to the first blank line, as Pelican and MultiMarkdown have them; up to a line `---`
 * they are YAML, as Hexo has them.
 */
export function lineHeader(source: string, warn: Warn): FoundHeader | undefined {
  if (!firstKey.test(source)) return undefined
  const lines = linesUntil(source, line => line.trim() === '' || closing.test(line))
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0)
  const isYaml = closing.test(source.slice(length, length + 100))
  const values = isYaml ? parseYaml(lines.join('\n'), warn) : valuesOf(lines)
  if (!values) return undefined
  const named = new Set(Object.keys(values).map(name => name.toLowerCase()))
  if (!named.has('title') && !named.has('date')) return undefined
  return found('lines', values, source, lines, closing)
}

/** The values of `key: value` lines, or of `.. key: value` lines; nothing where a line is neither. */
export function valuesOf(lines: readonly string[]): Record<string, HeaderValue> | undefined {
  const values: Record<string, HeaderValue> = {}
  let key = ''
  for (const line of lines) {
    const [, name, value = ''] = keyedLine.exec(line) ?? []
    if (name !== undefined) {
      key = name
      values[key] = writtenValue(value)
    } else if (/^[ \t-]/.test(line)) values[key] = extended(values[key] ?? '', line)
    else return undefined
  }
  return values
}

/** `[#]: key: (value)` lines: link references that nothing refers to, so that no page shows them. */
export function referenceHeader(source: string): FoundHeader | undefined {
  if (!source.startsWith('[#]:')) return undefined
  const lines = linesUntil(source, line => !reference.test(line))
  const pairs = lines
    .map(line => reference.exec(line))
    .map(match => [match?.[1] ?? '', bare(match?.[2] ?? '')])
  return found('reference', Object.fromEntries(pairs), source, lines)
}

/** `> * 原文地址：[title](address)` lines, as translators put them above their text; values stay Markdown. */
export function quoteHeader(source: string): FoundHeader | undefined {
  if (!source.startsWith('>')) return undefined
  const lines = linesUntil(source, line => !line.startsWith('>'))
  const pairs = lines.flatMap(line => {
    const [, key = '', value = ''] = quoted.exec(line) ?? []
    return quotedKey.test(key) ? [[key, value.trim()]] : []
  })
  return pairs.length >= 2 ? found('quote', Object.fromEntries(pairs), source, lines) : undefined
}

function linesUntil(source: string, isEnd: (line: string) => boolean): string[] {
  const lines: string[] = []
  let start = 0
  while (start < source.length && lines.length < mostLines) {
    const end = source.indexOf('\n', start)
    const line = source.slice(start, end < 0 ? source.length : end)
    if (isEnd(line)) break
    lines.push(Buffer.from(line).toString())
    start = end < 0 ? source.length : end + 1
  }
  return lines
}

function found(
  format: HeaderFormat,
  values: Record<string, HeaderValue>,
  source: string,
  lines: readonly string[],
  closing?: RegExp,
): FoundHeader {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0)
  const closed = closing?.exec(source.slice(length, length + 100))?.[0].length ?? 0
  return { header: { format, values }, length: Math.min(length + closed, source.length) }
}

function extended(value: HeaderValue, line: string): HeaderValue {
  const [, item] = listItem.exec(line) ?? []
  if (item !== undefined) return [...(Array.isArray(value) ? value : []), unquoted(item)]
  return typeof value === 'string' ? `${value} ${line.trim()}`.trim() : value
}

// Values stand in brackets or quotation marks; `( )` is a value that was not filled in yet.
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^\((.*)\)$|^"(.*)"$|^<(.*)>$/, '$1$2$3')
    .trim()
// `[a, b]` is a list in every format that has lines.
const writtenValue = (text: string): HeaderValue => {
  const [, items] = /^\[(.*)\]$/.exec(text.trim()) ?? []
  if (items === undefined) return unquoted(text)
  return items
    .split(',')
    .map(unquoted)
    .filter(item => item !== '')
}
const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2')
