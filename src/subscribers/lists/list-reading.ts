import { mailboxOf, readAddress } from '../address.ts'
import type { Refusal } from '../subscriber.ts'
import type { CsvBatch, CsvRecord } from './csv-records.ts'
import type { JsonRecord } from './json-records.ts'
import { type Arrival, type Row, RowError } from './list-format.ts'
import { columnsOf, shortened } from './list-head.ts'
import { checkArrival, checkLetters, rowOf, unguarded } from './list-row.ts'

/** A person of a list, and the line in which they begin. */
export interface Listed {
  line: number
  arrival: Arrival
}

/** Some people of a list, and the lines that cannot be taken, with the reason. */
export interface ListBatch {
  people: Listed[]
  refused: Refused[]
}

/** A line that cannot be taken, and whose it may be. */
export interface Refused extends Refusal {
  /** In their normal form. What the line says of them is not known: it may be that they left. */
  mailboxes: readonly string[]
}

/** Rows by column, each with its line. */
export interface RowBatch {
  rows: { line: number; row: Row }[]
  refused: Refused[]
}

/** The rows of a CSV file below its header; a file without one has none. Throws a SubscriberError for a bad header. */
export async function* rowsIn(
  batches: AsyncIterable<CsvBatch>,
  path: string,
  onColumns: (columns: readonly string[]) => void = () => {},
): AsyncGenerator<RowBatch> {
  let columns: string[] | undefined
  for await (const { records, refused } of batches) {
    const below = columns ? records : records.slice(1)
    if (!columns && records[0]) {
      columns = columnsOf(records[0], path)
      onColumns(columns)
    }
    const batch: RowBatch = {
      rows: [],
      refused: refused.map(({ line, values, reason }) => refusal(line, values, reason)),
    }
    for (const record of below) takeRow(batch, columns ?? [], record)
    yield batch
  }
}

function takeRow(batch: RowBatch, columns: readonly string[], { line, values }: CsvRecord): void {
  try {
    const row = rowOf(columns, values)
    if (row) batch.rows.push({ line, row })
  } catch (error) {
    batch.refused.push(refusal(line, values, reasonOf(error)))
  }
}

/** The people of rows. */
export function peopleOf({ rows, refused }: RowBatch, read: (row: Row) => Arrival): ListBatch {
  const batch: ListBatch = { people: [], refused: [...refused] }
  for (const { line, row } of rows)
    try {
      const arrival = read(row)
      checkArrival(arrival)
      batch.people.push({ line, arrival })
    } catch (error) {
      batch.refused.push(refusal(line, Object.values(row), reasonOf(error)))
    }
  return batch
}

/** The people of lines of JSON. */
export function peopleOfJson(records: readonly JsonRecord[], read: (line: string) => Arrival): ListBatch {
  const batch: ListBatch = { people: [], refused: [] }
  for (const { line, text } of records)
    try {
      if (text === undefined) throw new RowError('a line of more than five million characters')
      const arrival = read(text)
      checkArrival(arrival)
      checkLetters(arrival)
      batch.people.push({ line, arrival })
    } catch (error) {
      batch.refused.push({
        line,
        address: '',
        reason: reasonOf(error),
        mailboxes: mailboxesIn(wordsOf(text)),
      })
    }
  return batch
}

const refusal = (line: number, values: readonly string[], reason: string): Refused => ({
  line,
  address: likelyAddress(values),
  reason,
  mailboxes: mailboxesIn(values),
})

const mailboxesIn = (values: readonly string[]): string[] =>
  values
    .filter(value => value.includes('@') && value.length <= longestAddress)
    .flatMap(value => readAddress(unguarded(value).trim()) ?? [])
    .map(mailboxOf)

/** In characters, with space around it. */
const longestAddress = 400
/** In characters; an address stands near the beginning. */
const mostSearched = 100_000

// Of a line that may not even be JSON.
const wordsOf = (text = ''): string[] => text.slice(0, mostSearched).split(/[\s"<>,;:]+/)

function reasonOf(error: unknown): string {
  if (error instanceof RowError) return error.message
  throw error
}

const likelyAddress = (values: readonly string[]): string =>
  shortened((values.find(value => value.includes('@')) ?? values.find(Boolean) ?? '').trim(), 100)
