import type { SubscriberRecord } from '../../subscriber-store.ts'
import { checkedAttributes } from '../cells/attributes-cell.ts'
import { wellFormed } from '../cells/formula-guard.ts'
import { found } from '../cells/found.ts'
import { isJsonObject, parsedJson } from '../cells/json-text.ts'
import { readTime } from '../cells/time-cell.ts'
import { type Arrival, RowError } from '../list-format.ts'
import { personFields, personOfRecord, readPerson } from '../person-json.ts'
import { leftAtIn, statusIn, tellingColumns } from './leaving-cells.ts'

/** All that is on record of a person, as one line of JSON without its end. */
export const writeJsonLine = (record: SubscriberRecord): string =>
  JSON.stringify(personOfRecord(record), wellFormed)

/**
 * What a line says of a person; throws a RowError for a line that is no JSON object, or has other values than Masthead
 * writes. Fields of other names become attributes; those of them that are not `ignored` may say who left.
 */
export function readJsonLine(line: string, ignored: readonly string[] = []): Arrival {
  const json = objectOf(line)
  const fields: readonly string[] = personFields
  const others = Object.entries(json).filter(([name]) => !fields.includes(name))
  if (others.length === 0) return readPerson(json)
  const attributes = checkedAttributes(json.attributes ?? {})
  const arrival = readPerson({ ...json, attributes: { ...Object.fromEntries(others), ...attributes } })
  return withLeaving(arrival, others, ignored)
}

function withLeaving(
  arrival: Arrival,
  others: readonly (readonly [string, unknown])[],
  ignored: readonly string[],
): Arrival {
  const texts = others
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => !ignored.includes(name))
  const row = Object.fromEntries(texts)
  const columns = tellingColumns(Object.keys(row))
  const status = statusIn(row, columns, arrival.status)
  if (status === arrival.status) return arrival
  return { ...arrival, status, leftAt: readTime(leftAtIn(row, columns) ?? '') }
}

function objectOf(line: string): Record<string, unknown> {
  const json = parsedJson(line)
  if (json === undefined) throw new RowError(`not JSON: ${found(line)}, expected one object a line`)
  if (isJsonObject(json)) return json
  throw new RowError(`no JSON object: ${found(line)}, expected such as {"email": "ada@example.org"}`)
}
