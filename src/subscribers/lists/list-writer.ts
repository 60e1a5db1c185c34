import { stringify } from 'csv-stringify/sync'
import type { SubscriberRecord } from '../subscriber-store.ts'
import { safeCell } from './cells/formula-guard.ts'
import { writeJsonLine } from './formats/json-lines.ts'
import { type ExportFile, type ListFormat, RowError } from './list-format.ts'
import { mastheadColumn } from './masthead-column.ts'

/** Writes people as the text of one file. */
export interface ListWriter {
  /** Such as `unsubscribed.csv`. */
  name: string
  /** What the file begins with. */
  head: string
  takes(record: SubscriberRecord): boolean
  write(records: readonly SubscriberRecord[]): string
}

/** The writers of a format; `bare` ones leave out what the program itself has no column for. */
export const csvWriters = (format: ListFormat, { bare }: { bare: boolean }): ListWriter[] =>
  format.files.map(file => csvWriter(bare ? bareFile(format, file) : file))

/** One JSON object a line. */
export const jsonLinesWriter: ListWriter = {
  name: 'subscribers.jsonl',
  head: '',
  takes: () => true,
  write: records => records.map(record => `${writeJsonLine(record)}\n`).join(''),
}

const csvWriter = (file: ExportFile): ListWriter => ({
  name: file.name,
  head: csvOf([file.columns]),
  takes: file.takes,
  write: records => csvOf(records.map(record => file.write(record).map(safeCell))),
})

const csvOf = (rows: readonly (readonly string[])[]): string =>
  stringify([...rows.map(row => [...row])], { quoted_match: /[;\t\r\n]/ })

/**
 * A file with just the columns of the program. Who has not confirmed is left out where the program has no word for
 * that: they would be subscribed by it, or never be.
 */
function bareFile(format: ListFormat, file: ExportFile): ExportFile {
  const columns = file.columns.filter(column => column !== mastheadColumn)
  const write = (record: SubscriberRecord) => file.write(record).slice(0, columns.length)
  const keys = columns.map(column => column.toLowerCase())
  const read = format.readerFor({ name: file.name, columns: keys, sample: [] })
  const saysPending = (record: SubscriberRecord) => {
    const cells = write(record)
    const row = Object.fromEntries(keys.map((key, at) => [key, cells[at] ?? '']))
    try {
      return read?.(row).status === 'pending'
    } catch (error) {
      if (error instanceof RowError) return false
      throw error
    }
  }
  const takes = (record: SubscriberRecord) =>
    file.takes(record) && (record.subscriber.status !== 'pending' || saysPending(record))
  return { name: file.name, columns, takes, write }
}
