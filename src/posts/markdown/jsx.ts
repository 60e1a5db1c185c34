import type { PostSource, Taken } from './post-source.ts'
import { holeAt } from './text-hole.ts'

const statement = /(?:import|export)(?=[\s{*'"])/y
const exported =
  /^export\s+(?:const|let|var|function|async|class|type|interface|enum|default\s+[\w({[<]|\*|\{)/
const imported = /^import(?:\s+type)?\s*(?:[\w$*\s,{}]*[\s}]from\s*)?$/
const longestClause = 2000
const comment = /\{\s*\/\*/y
const formula = /[\\_^$]$|\\[A-Za-z]+(?:\{[^{}]*\})?$/
const excerptMarker = /^\{\s*\/\*\s*(?:more|truncate)\s*\*\/\s*\}$/

/** An `import` or `export` of a module at the start of a line, over several lines. */
export function moduleLineAt(source: PostSource, at: number): Taken | undefined {
  statement.lastIndex = at
  if (!statement.test(source.text)) return undefined
  const end = source.text.startsWith('import', at) ? endOfImport(source, at) : endOfExport(source, at)
  return end === undefined ? undefined : { end, text: '' }
}

function endOfImport(source: PostSource, at: number): number | undefined {
  const quote = Math.min(source.find('"', at), source.find("'", at))
  if (!source.has(quote) || quote - at > longestClause) return undefined
  if (!imported.test(source.text.slice(at, quote))) return undefined
  const end = source.find(source.text[quote] ?? '', quote + 1)
  const line = source.endOfLine(quote)
  return end < line && /^[\s;]*(?:\/\/.*|with\s*\{.*|import\s.*)?$/.test(source.text.slice(end + 1, line))
    ? line
    : undefined
}

function endOfExport(source: PostSource, at: number): number | undefined {
  if (!exported.test(source.text.slice(at, at + 100))) return undefined
  for (let from = at; ; ) {
    const blank = source.find('\n\n', from)
    const brace = source.find('{', from)
    if (blank <= brace) return blank
    from = Math.max(source.endOfBraces(brace) ?? 0, brace + 1)
  }
}

/** An expression of MDX, which is gone unless it is only a string; comments in braces are gone in any post. */
export function expressionAt(source: PostSource, at: number): Taken | undefined {
  const isComment = matches(comment, source.text, at)
  if (!isComment && (!source.isMdx || formula.test(source.text.slice(Math.max(0, at - 40), at))))
    return undefined
  const end = isComment ? endOfComment(source, at) : source.endOfBraces(at)
  if (end === undefined) return undefined
  const written = source.text.slice(at, end)
  if (isComment && excerptMarker.test(written.slice(0, 100))) return { end, text: '\n\n<!-- more -->\n\n' }
  const [, , text] = /^\{\s*(["'`])([^"'`{}]*)\1\s*\}$/.exec(written.slice(0, 1000)) ?? []
  return { end, text: text ?? (isComment ? '' : holeAt(source, end)) }
}

function endOfComment(source: PostSource, at: number): number | undefined {
  const end = source.find('*/', at)
  const brace = source.find('}', end)
  return source.has(brace) ? brace + 1 : undefined
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}
