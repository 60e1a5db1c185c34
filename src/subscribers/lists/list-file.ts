import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf, isSystemError, SubscriberError } from '../../errors.ts'
import { isAddressCell } from './cells/address-cell.ts'
import { csvRecords } from './csv-records.ts'
import { readJsonLine } from './formats/json-lines.ts'
import { jsonRecords } from './json-records.ts'
import type { Arrival, FileHead, ListFormat, Row } from './list-format.ts'
import { delimiterOf, headless, noAddresses, shortened } from './list-head.ts'
import { type ListBatch, peopleOf, peopleOfJson, type RowBatch, rowsIn } from './list-reading.ts'
import { decoded, type Encoding, encodingOf } from './text-encoding.ts'

/** A file of people, of a format that was recognised. */
export interface List {
  /** As it was given, for messages. */
  path: string
  /** Without its folder. */
  name: string
  /** Such as `Mailchimp`. */
  title: string
  /** By which it was recognised; none of JSON lines. */
  columns: readonly string[]
  bytes: number
  encoding: Encoding
  /** Its people, read as a stream; `onBytes` hears of each piece. Throws a SubscriberError where nothing can be taken. */
  read(onBytes?: (bytes: number) => void): AsyncIterable<ListBatch>
}

/** What whoever gives a file says of it. */
export interface Choice {
  /** Such as `mailchimp`; without it, the columns tell. */
  format?: string | undefined
  /** Columns that say nothing of who left, in lower case, whatever their names are. */
  ignored?: readonly string[]
}

/** How the command line names JSON lines among the formats. */
export const jsonLines = 'jsonl'

/** Rows that a format is recognised by. */
const sampleRows = 100
/** Small, so that little is held at a time. */
const pieceBytes = 16_384
/** In characters; a header is shorter. */
const longestHeader = 1 << 16

/**
 * Opens a list: decides on its encoding and format. Throws a SubscriberError that names `shown`, the line and the
 * reason for what is no text, and for a file of none of the formats.
 */
export async function openList(
  path: string,
  shown: string,
  formats: readonly ListFormat[],
  { format: wanted, ignored = [] }: Choice = {},
): Promise<List> {
  const file = await openTextFile(path, shown)
  const name = basename(path)
  const common = { path: shown, name, bytes: file.bytes, encoding: file.encoding }
  if (wanted === jsonLines || (wanted === undefined && (await isJsonLines(file, name))))
    return { ...common, title: 'JSON lines', columns: [], read: onBytes => readJson(file, ignored, onBytes) }
  const head = without(ignored, await headOf(file, name))
  if (head.columns.some(isAddressCell)) throw headless(shown)
  for (const format of formats) {
    const reader = wanted === undefined || wanted === format.name ? format.readerFor(head) : undefined
    if (!reader) continue
    const own = new Set(format.files.flatMap(({ columns }) => columns.map(column => column.toLowerCase())))
    const known = head.columns.filter(column => own.has(column))
    const columns = known.length > 0 ? known : head.columns
    return { ...common, title: format.title, columns, read: onBytes => readCsv(file, reader, onBytes) }
  }
  const format = formats.find(format => format.name === wanted)
  throw format ? otherColumns(shown, format.title, head.columns) : noAddresses(shown, head.columns)
}

// A column that no format knows is a detail of a person, whatever its name.
const without = (ignored: readonly string[], head: FileHead): FileHead => ({
  ...head,
  columns: head.columns.filter(column => !ignored.includes(column)),
})

/** The rows of a CSV file, read as a stream, by column. */
export async function* rowsOfFile(
  path: string,
  onColumns: (columns: readonly string[]) => void,
): AsyncGenerator<RowBatch> {
  yield* rowsOf(await openTextFile(path, path), onColumns)
}

/** A file whose encoding is known. */
interface TextFile {
  path: string
  bytes: number
  encoding: Encoding
  text(onBytes?: (bytes: number) => void): AsyncGenerator<string>
}

async function openTextFile(path: string, shown: string): Promise<TextFile> {
  const chunks = (onBytes = (_bytes: number) => {}) => chunksOf(path, shown, onBytes)
  const info = await stat(path).catch(error => {
    throw unreadable(shown, error)
  })
  if (!info.isFile()) throw new SubscriberError(`Cannot read the people in "${shown}": it is not a file`)
  const encoding = await encodingOf(chunks, shown)
  return { path: shown, bytes: info.size, encoding, text: onBytes => decoded(encoding, chunks(onBytes)) }
}

async function* chunksOf(
  path: string,
  shown: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: pieceBytes })) {
      onBytes(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw isSystemError(error) ? unreadable(shown, error) : error
  }
}

async function isJsonLines(file: TextFile, name: string): Promise<boolean> {
  if (/\.(jsonl|ndjson)$/i.test(name)) return true
  for await (const text of file.text()) if (text.trim() !== '') return text.trimStart().startsWith('{')
  return false
}

async function* rowsOf(
  file: TextFile,
  onColumns?: (columns: readonly string[]) => void,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<RowBatch> {
  let start = ''
  for await (const text of file.text()) {
    start += text
    if (/[\r\n]/.test(start.trimStart()) || start.length > longestHeader) break
  }
  yield* rowsIn(csvRecords(file.text(onBytes), delimiterOf(start), file.path), file.path, onColumns)
}

async function headOf(file: TextFile, name: string): Promise<FileHead> {
  let columns: readonly string[] = []
  const sample: Row[] = []
  const onColumns = (found: readonly string[]) => {
    columns = found.filter(column => column !== '')
  }
  for await (const { rows } of rowsOf(file, onColumns)) {
    sample.push(...rows.map(({ row }) => row).slice(0, sampleRows - sample.length))
    if (sample.length === sampleRows) break
  }
  return { name, columns, sample }
}

async function* readCsv(
  file: TextFile,
  reader: (row: Row) => Arrival,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ListBatch> {
  for await (const rows of rowsOf(file, undefined, onBytes)) yield peopleOf(rows, reader)
}

async function* readJson(
  file: TextFile,
  ignored: readonly string[],
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ListBatch> {
  const read = (line: string) => readJsonLine(line, ignored)
  for await (const records of jsonRecords(file.text(onBytes))) yield peopleOfJson(records, read)
}

const otherColumns = (path: string, title: string, columns: readonly string[]): SubscriberError =>
  new SubscriberError(
    `${path}:1: not an export of ${title}: found the columns ${shortened(columns.join(', ')) || 'of none'}`,
    { wayOut: 'Leave out --format, and the format is recognised by the columns.' },
  )

const unreadable = (path: string, error: unknown): SubscriberError =>
  new SubscriberError(`Cannot read the people in "${path}" (${codeOf(error)})`, {
    cause: error,
    ...(isSystemError(error) &&
      error.code === 'ENOENT' && { wayOut: `There is no such file: it was looked for at ${error.path}.` }),
  })
