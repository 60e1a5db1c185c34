import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { parse as parseToml } from 'smol-toml'
import type { HeaderValue } from '../headers/header.ts'

/** The settings of another program: text, lists and maps. */
export type Values = Record<string, HeaderValue>

const mostValues = 100_000

/** The settings in a YAML, TOML or JSON text, told by the name of its file; throws whatever its parser throws. */
export function parseConfig(file: string, text: string): Values {
  const plain = text.replace(/^\uFEFF/, '')
  if (file.endsWith('.toml')) return mapOf(toPlain(parseToml(plain)))
  return mapOf(toPlain(file.endsWith('.json') ? JSON.parse(plain) : load(plain, { schema: FAILSAFE_SCHEMA })))
}

/** The text under a key, and nothing where it is empty or no text. */
export function textIn(values: Values, key: string): string | undefined {
  const value = Object.hasOwn(values, key) ? values[key] : undefined
  const text = typeof value === 'string' ? value.trim() : ''
  return /^(~|null|)$/.test(text) ? undefined : text
}

/** The map under a key, empty where there is none. */
export const mapIn = (values: Values, key: string): Values =>
  mapOf(Object.hasOwn(values, key) ? (values[key] ?? '') : '')

/** The list under a key; one text is a list of one. */
export function listIn(values: Values, key: string): HeaderValue[] {
  const value = Object.hasOwn(values, key) ? values[key] : undefined
  if (Array.isArray(value)) return value
  const text = textIn(values, key)
  return text === undefined ? [] : [text]
}

/** Whether the value under a key is `true`, or is not there and is by default. */
export const isOn = (values: Values, key: string, byDefault = false): boolean =>
  textIn(values, key) === undefined ? byDefault : /^(true|yes|on)$/i.test(textIn(values, key) ?? '')

/** A map of its own, whose keys are all in lower case. */
export const inLowerCase = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]))

/** Those entries of a map that are text. */
export const textsIn = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

/** A value as a map, empty where it is none. */
export const mapOf = (value: HeaderValue): Values =>
  typeof value === 'object' && !Array.isArray(value) ? value : {}

// An anchor may stand for a list of anchors that stand for lists.
function toPlain(value: unknown): HeaderValue {
  let count = 0
  const convert = (inner: unknown): HeaderValue => {
    count += 1
    if (count > mostValues) throw new Error('it has too many values')
    if (Array.isArray(inner)) return inner.map(convert)
    if (inner === null || typeof inner !== 'object' || inner instanceof Date) return String(inner ?? '')
    return Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, convert(item)]))
  }
  return convert(value)
}
