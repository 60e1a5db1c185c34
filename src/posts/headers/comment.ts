import { parseYaml, type Warn } from './formats.ts'
import type { FoundHeader, HeaderValue, HeaderValues } from './header.ts'
import { valuesOf } from './lines.ts'

const longest = 20_000
const mostComments = 40
const knownKey = /^[ \t.]*(title|date|summary|description|tags|categories|author|cover|slug)\s*[:：]/im

/** A header in an HTML comment, or in several, one below the other: `key: value` lines, or Nikola's `.. key: value`. */
export function commentHeader(source: string, warn: Warn): FoundHeader | undefined {
  const values: Record<string, HeaderValue> = {}
  let length = 0
  let line = 0
  for (let count = 0; count < mostComments; count += 1) {
    const comment = commentAt(source, length)
    if (!comment) break
    const first = line
    const told: Warn = (at, what) => warn(first + at, what)
    Object.assign(values, nikolaValues(comment.text) ?? parseYaml(withoutIndent(comment.text), told))
    line += source.slice(length, comment.end).split('\n').length - 1
    length = comment.end
  }
  return length === 0 ? undefined : { header: { format: 'comment', values }, length }
}

// With the blank lines above it, and the end of its line.
function commentAt(source: string, start: number): { text: string; end: number } | undefined {
  const opening = /^\s{0,20}<!--/.exec(source.slice(start, start + 40))
  if (!opening) return undefined
  const from = start + opening[0].length
  const end = source.slice(from, from + longest).indexOf('-->')
  // A slice would keep the whole file in memory.
  const text = end < 0 ? '' : Buffer.from(source.slice(from, from + end)).toString()
  if (!knownKey.test(text)) return undefined
  const after = from + end + '-->'.length
  return { text, end: after + (/^[ \t]*\n/.exec(source.slice(after, after + 200))?.[0].length ?? 0) }
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
