import { isDeepStrictEqual } from 'node:util'
import type { Status } from '../subscriber.ts'
import type { SubscriberRecord } from '../subscriber-store.ts'
import { jsonCell } from './cells/formula-guard.ts'
import { found } from './cells/found.ts'
import { isJsonObject, parsedJson } from './cells/json-text.ts'
import { readStatus } from './cells/status-cell.ts'
import { type Arrival, RowError } from './list-format.ts'
import { personFields, personOfArrival, personOfRecord, statusNames, withFields } from './person-json.ts'

/** The column for what a program has no column for. */
export const mastheadColumn = 'masthead'

/** The less that may be sent to somebody, the higher. */
const strictness: readonly Status[] = ['active', 'pending', 'unsubscribed', 'bounced', 'complained']

/**
 * The cell with which a row says all that is on record, where `read` is what it says without: JSON of what differs;
 * empty where nothing does. A status goes with the one that the row has in its place.
 */
export function mastheadCell(record: SubscriberRecord, read: Arrival): string {
  const meant = personOfRecord(record)
  const said = personOfArrival(read)
  const differing = personFields
    .filter(field => meant[field] !== said[field] && !isDeepStrictEqual(meant[field], said[field]))
    .map(field => [
      field,
      field === 'status' ? { written: said.status, meant: meant.status } : (meant[field] ?? null),
    ])
  return differing.length === 0 ? '' : jsonCell(Object.fromEntries(differing))
}

/** What a row says with such a cell; throws a RowError for a cell that is not as Masthead writes it. */
export function withMastheadCell(read: Arrival, cell: string): Arrival {
  if (cell.trim() === '') return read
  const { status, ...rest } = parsed(cell)
  return withFields(read, status === undefined ? rest : { ...rest, status: statusMeant(read.status, status) })
}

function parsed(cell: string): Record<string, unknown> {
  const json = parsedJson(cell)
  if (isJsonObject(json)) return json
  throw new RowError(`a column "${mastheadColumn}" that Masthead did not write: ${found(cell)}`)
}

// Somebody may have left in the other program since: only what was written in place of a status gives way to it.
function statusMeant(now: Status, cell: unknown): Status {
  if (!isJsonObject(cell)) return now
  const { written, meant } = cell
  const status = readStatus(String(meant), statusNames)
  if (now === written) return status
  return strictness.indexOf(status) > strictness.indexOf(now) ? status : now
}
