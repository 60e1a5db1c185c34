import type { Status } from '../../subscriber.ts'
import type { SubscriberRecord } from '../../subscriber-store.ts'
import { guardedInside } from '../cells/formula-guard.ts'
import {
  type Arrival,
  type ExportFile,
  type FileHead,
  type ListFormat,
  type Row,
  RowError,
} from '../list-format.ts'
import { mastheadCell, mastheadColumn, withMastheadCell } from '../masthead-column.ts'

type Reader = (row: Row) => Arrival

interface Definition extends Pick<ListFormat, 'name' | 'title'> {
  readerFor(head: FileHead): Reader | undefined
  files: readonly DefinedFile[]
}

/** One file of an export, without the column for what the program has no column for. */
interface DefinedFile {
  name: string
  columns: readonly string[]
  statuses: readonly Status[]
  write(record: SubscriberRecord): readonly string[]
}

/** A format whose files have, besides the columns of the program, one for what these cannot say. */
export const defineFormat = ({ name, title, readerFor, files }: Definition): ListFormat => ({
  name,
  title,
  readerFor: head => {
    const read = readerFor(head)
    if (read === undefined || !head.columns.includes(mastheadColumn)) return read
    return row => withMastheadCell(read(row), row[mastheadColumn] ?? '')
  },
  files: files.map(file => exportFile(file, readerFor)),
})

function exportFile(
  { name, columns, statuses, write }: DefinedFile,
  readerFor: Definition['readerFor'],
): ExportFile {
  const keys = columns.map(column => column.toLowerCase())
  const read = readerFor({ name, columns: keys, sample: [] })
  if (read === undefined) throw new Error(`Nothing reads ${name} with the columns ${columns.join(', ')}`)
  return {
    name,
    columns: [...columns, mastheadColumn],
    takes: ({ subscriber }) => statuses.includes(subscriber.status),
    write: record => {
      const cells = write(record).map(guardedInside)
      const row = Object.fromEntries(keys.map((key, at) => [key, cells[at] ?? '']))
      const said = readable(read, row)
      return [...cells, said ? mastheadCell(record, said) : '']
    },
  }
}

function readable(read: Reader, row: Row): Arrival | undefined {
  try {
    return read(row)
  } catch (error) {
    if (error instanceof RowError) return undefined
    throw error
  }
}
