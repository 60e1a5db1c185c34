import { attributesSize, largestAttributes } from '../../attributes-size.ts'
import type { Attributes } from '../../subscriber.ts'
import { RowError } from '../list-format.ts'
import { found } from './found.ts'
import { isJsonObject, parsedJson } from './json-text.ts'
import { readPythonDict } from './python-dict.ts'

const deepest = 20

/** The attributes of a cell with a JSON object, or none; throws a RowError for any other text. */
export function readAttributes(cell: string): Attributes {
  const written = cell.trim()
  if (written === '') return {}
  const value = parsedJson(written)
  if (value === undefined)
    throw new RowError(`attributes that are no JSON: ${found(written)}, expected such as {"city": "Berlin"}`)
  return checkedAttributes(value ?? {})
}

/** The same of a cell that has JSON or, as Python prints it, `{'city': None}`. */
export function readJsonOrPython(cell: string): Attributes {
  const written = cell.trim()
  if (written === '') return {}
  const json = parsedJson(written)
  return checkedAttributes((json === undefined ? readPythonDict(written) : json) ?? {})
}

/** Attributes that are what they seem: of a size, without names that JavaScript gives a meaning to. */
export function checkedAttributes(value: unknown): Attributes {
  if (!isJsonObject(value))
    throw new RowError(`attributes that are no object: expected JSON such as {"city": "Berlin"}`)
  assertPlain(value, 0)
  const bytes = attributesSize(value)
  if (bytes > largestAttributes)
    throw new RowError(`attributes of ${bytes} bytes: expected at most ${largestAttributes}`)
  return value
}

/** Whether an attribute may have this name. */
export const isAttributeName = (name: string): boolean =>
  !['__proto__', 'constructor', 'prototype'].includes(name) && name.isWellFormed()

function assertPlain(value: unknown, depth: number): void {
  if (depth > deepest) throw new RowError(`attributes in more than ${deepest} layers`)
  if (typeof value === 'string' && !value.isWellFormed())
    throw new RowError(`half a character in an attribute: ${found(value)}`)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RowError('a number too large for an attribute')
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (!isAttributeName(name)) throw new RowError(`${found(name)} as the name of an attribute`)
    assertPlain(inner, depth + 1)
  }
}
