import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml'
import { parse as parseTomlText, TomlDate, TomlError } from 'smol-toml'
import type { HeaderValue } from './header.ts'

type Values = Record<string, HeaderValue>
/** Told of each thing that could not be read: its line in the header (the fence is line 0) and a sentence. */
export type Warn = (line: number, what: string) => void

/** A YAML header; what strict YAML refuses is read key by key, the last of two equal keys wins. */
export function parseYaml(text: string, warn: Warn): Values {
  try {
    return mapOf(load(text, { schema: FAILSAFE_SCHEMA }))
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    warn(error.mark?.line ?? 0, `the header is not valid YAML (${error.reason}), so it was read line by line`)
    const values = salvageYaml(text)
    // Tabs before keys are no indentation of YAML.
    return Object.keys(values).length > 0 ? values : salvageYaml(text.replace(/^[ \t]+/gm, ''))
  }
}

/** A TOML header; dates keep the text in which they were written. */
export function parseToml(text: string, warn: Warn): Values {
  try {
    return mapOf(parseTomlText(text))
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    warn(
      error.line - 1,
      `the header is not valid TOML (${firstLine(error.message)}), so it was read line by line`,
    )
    return salvage(text, /^([\w-]+)\s*=\s*/, chunk => mapOf(parseTomlText(chunk)))
  }
}

/** A JSON header. */
export function parseJson(text: string, warn: Warn): Values {
  try {
    return mapOf(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    warn(0, `the header is not valid JSON (${error.message})`)
    return {}
  }
}

// `title：x` with a full-width colon and `title:x` without a space are what people write.
const yamlKey = /^([^\s#:：'"-][^:：\n]{0,80}?)[ \t]*(?::(?:\s+|$)|：[ \t]*|(?<=^\w+):(?!\/\/))/

function salvageYaml(text: string): Values {
  return salvage(text, yamlKey, chunk => mapOf(load(chunk, { schema: FAILSAFE_SCHEMA })))
}

// Each key with the lines that belong to it is read alone, so that one broken value costs no other.
function salvage(text: string, key: RegExp, parse: (chunk: string) => Values): Values {
  const values: Values = {}
  for (const chunk of chunksByKey(text, key)) {
    try {
      const parsed = parse(chunk)
      if (Object.keys(parsed).length === 0 && key.test(chunk)) throw new TypeError('a text, not a map')
      Object.assign(values, parsed)
    } catch {
      const [start = '', name = ''] = key.exec(chunk) ?? []
      if (name) values[name.trim()] = salvaged(chunk.slice(start.length).trim())
    }
  }
  return values
}

function chunksByKey(text: string, key: RegExp): string[] {
  const chunks: string[] = []
  for (const line of text.split('\n')) {
    if (key.test(line) || chunks.length === 0) chunks.push(line)
    else chunks.push(`${chunks.pop()}\n${line}`)
  }
  return chunks
}

const salvaged = (text: string): HeaderValue =>
  /^-/.test(text) ? text.split('\n').map(line => unquote(line.trim().replace(/^-\s*/, ''))) : unquote(text)

const unquote = (text: string): string => text.replace(/^(["'])([\s\S]*)\1$/, '$2').replace(/\s*\n\s*/g, ' ')

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? ''

function mapOf(value: unknown): Values {
  const plain = toHeaderValue(value, { left: mostValues }, 0)
  return typeof plain === 'object' && !Array.isArray(plain) ? plain : {}
}

// Anchors that repeat one another make millions of values out of a few lines.
const mostValues = 10_000
const deepest = 30

function toHeaderValue(value: unknown, budget: { left: number }, depth: number): HeaderValue {
  budget.left -= 1
  if (budget.left < 0 || depth > deepest) return ''
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(item => toHeaderValue(item, budget, depth + 1))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, toHeaderValue(item, budget, depth + 1)]),
    )
  return value === null || value === undefined ? '' : String(value)
}
