import type { SubscriberRecord } from '../../subscriber-store.ts'
import { checkedAttributes } from '../cells/attributes-cell.ts'
import { wellFormed } from '../cells/formula-guard.ts'
import { found } from '../cells/found.ts'
import { isJsonObject, parsedJson } from '../cells/json-text.ts'
import { type Arrival, RowError } from '../list-format.ts'
import { personFields, personOfRecord, readPerson } from '../person-json.ts'

/** All that is on record of a person, as one line of JSON without its end. */
export const writeJsonLine = (record: SubscriberRecord): string =>
  JSON.stringify(personOfRecord(record), wellFormed)

/**
 * What a line says of a person; throws a RowError for a line that is no JSON object, or has other values than Masthead
 * writes. Fields of other names become attributes.
 */
export function readJsonLine(line: string): Arrival {
  const json = objectOf(line)
  const fields: readonly string[] = personFields
  const others = Object.entries(json).filter(([name]) => !fields.includes(name))
  if (others.length === 0) return readPerson(json)
  const attributes = checkedAttributes(json.attributes ?? {})
  return readPerson({ ...json, attributes: { ...Object.fromEntries(others), ...attributes } })
}

function objectOf(line: string): Record<string, unknown> {
  const json = parsedJson(line)
  if (json === undefined) throw new RowError(`not JSON: ${found(line)}, expected one object a line`)
  if (isJsonObject(json)) return json
  throw new RowError(`no JSON object: ${found(line)}, expected such as {"email": "ada@example.org"}`)
}
