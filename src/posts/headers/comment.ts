import { parseYaml, type Warn } from './formats.ts'
import type { FoundHeader, HeaderValues } from './header.ts'
import { valuesOf } from './lines.ts'

const longest = 20_000
const knownKey = /^[ \t.]*(title|date|summary|description|tags|categories|author|cover|slug)\s*[:：]/im

/** A header in an HTML comment: `key: value` lines, or Nikola's `.. key: value`. */
export function commentHeader(source: string, warn: Warn): FoundHeader | undefined {
  if (!source.startsWith('<!--')) return undefined
  const end = source.slice(0, longest).indexOf('-->')
  const text = end < 0 ? '' : Buffer.from(source.slice('<!--'.length, end)).toString()
  if (!knownKey.test(text)) return undefined
  const values = nikolaValues(text) ?? parseYaml(withoutIndent(text), warn)
  const lineEnd = /^[ \t]*\n/.exec(source.slice(end + '-->'.length))?.[0].length ?? 0
  return { header: { format: 'comment', values }, length: end + '-->'.length + lineEnd }
}

// `.. title: a: b` is no YAML.
function nikolaValues(text: string): HeaderValues | undefined {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.every(line => /^\.\.[ \t]/.test(line)) ? valuesOf(lines) : undefined
}

// `<!-- title: x` and keys that are indented below it are one map.
function withoutIndent(text: string): string {
  const lines = text.split('\n')
  const indents = lines.filter(line => line.trim() !== '' && line !== lines[0]).map(indentOf)
  const least = Math.min(...indents, 80)
  return lines
    .map((line, at) => (at === 0 ? line.trimStart() : line.slice(Math.min(least, indentOf(line)))))
    .join('\n')
}

const indentOf = (line: string): number => line.length - line.trimStart().length
