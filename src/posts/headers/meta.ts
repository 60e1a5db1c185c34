import { createRequire } from 'node:module'
import type { Expression, Property, SpreadElement } from 'acorn'
import type { Warn } from './formats.ts'
import type { FoundHeader, HeaderValue } from './header.ts'

const opening = /^export\s+const\s+(?:meta|metadata|frontmatter|frontMatter)\b[^=\n]{0,80}=\s*(?=\{)/m
const startOfPost = 20_000

/** The object of `export const meta = { … }` near the start of an MDX post; it is read, never run. */
export function metaHeader(source: string, warn: Warn): FoundHeader | undefined {
  const match = source.includes('export') ? opening.exec(source.slice(0, startOfPost)) : null
  if (!match || /[^\s]/.test(withoutImports(source.slice(0, match.index)))) return undefined
  try {
    // One post in two thousand has it: the parser is loaded when it is met.
    const { parseExpressionAt } = createRequire(import.meta.url)('acorn') as typeof import('acorn')
    const at = match.index + match[0].length
    const object = parseExpressionAt(source.slice(0, startOfPost * 2), at, { ecmaVersion: 'latest' })
    const values = textOf(object)
    if (typeof values !== 'object' || Array.isArray(values)) return undefined
    const lineEnd = /^;?[ \t]*\n?/.exec(source.slice(object.end, object.end + 100))?.[0].length ?? 0
    return { header: { format: 'meta', values }, length: object.end + lineEnd }
  } catch (error) {
    const line = source.slice(0, match.index).split('\n').length - 1
    warn(line, `"export const meta" cannot be read (${error instanceof Error ? error.message : error})`)
    return undefined
  }
}

const withoutImports = (text: string): string =>
  text.replace(/^(?:import|export)\s[^\n]*$|^\/\/[^\n]*$/gm, '')

// What is not written out, such as a variable or a call, is no text.
function textOf(node: Expression | SpreadElement): HeaderValue {
  switch (node.type) {
    case 'Literal':
      return node.value === null ? '' : String(node.value)
    case 'TemplateLiteral':
      return node.quasis.map(part => part.value.cooked ?? '').join('')
    case 'ArrayExpression':
      return node.elements.flatMap(item => (item ? [textOf(item)] : [])).filter(item => item !== '')
    case 'ObjectExpression':
      return Object.fromEntries(node.properties.flatMap(pairOf))
    case 'NewExpression':
    case 'CallExpression':
      return node.arguments[0] && namesDate(node.callee) ? textOf(node.arguments[0]) : ''
    default:
      return ''
  }
}

const namesDate = (callee: { type: string; name?: string }): boolean => callee.name === 'Date'

function pairOf(property: Property | SpreadElement): [string, HeaderValue][] {
  if (property.type !== 'Property' || property.computed) return []
  const { key } = property
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''
  return name ? [[name, textOf(property.value)]] : []
}
