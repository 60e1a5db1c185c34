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
    return salvageYaml(text)
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

function salvageYaml(text: string): Values {
  return salvage(text, /^([^\s#:'"-][^:]*)\s*:(?:\s+|$)/, chunk =>
    mapOf(load(chunk, { schema: FAILSAFE_SCHEMA })),
  )
}

// Each key with the lines that belong to it is read alone, so that one broken value costs no other.
function salvage(text: string, key: RegExp, parse: (chunk: string) => Values): Values {
  const values: Values = {}
  for (const chunk of chunksByKey(text, key)) {
    try {
      Object.assign(values, parse(chunk))
    } catch {
      const [start = '', name = ''] = key.exec(chunk) ?? []
      if (name) values[name.trim()] = unquote(chunk.slice(start.length).trim())
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

const unquote = (text: string): string => text.replace(/^(["'])([\s\S]*)\1$/, '$2').replace(/\s*\n\s*/g, ' ')

const firstLine = (message: string): string => message.split('\n', 1)[0] ?? ''

function mapOf(value: unknown): Values {
  const plain = toHeaderValue(value)
  return typeof plain === 'object' && !Array.isArray(plain) ? plain : {}
}

function toHeaderValue(value: unknown): HeaderValue {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(toHeaderValue)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toHeaderValue(item)]))
  return value === null || value === undefined ? '' : String(value)
}
