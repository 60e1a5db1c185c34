import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { listFormats } from '../../../../src/subscribers/lists/formats/formats.ts'
import type { Arrival, FileHead, Row } from '../../../../src/subscribers/lists/list-format.ts'
import { unguarded } from '../../../../src/subscribers/lists/list-row.ts'

/** The head and the rows of a CSV text, as an import reads them. */
export function headAndRows(text: string, name = 'people.csv'): { head: FileHead; rows: Row[] } {
  const [first = [], ...rest] = parse(text, { bom: true, relax_column_count: true }) as string[][]
  const columns = first.map(column => column.trim().toLowerCase())
  const rows = rest.map(cells =>
    Object.fromEntries(columns.map((column, at) => [column, unguarded(cells[at] ?? '')])),
  )
  return { head: { name, columns, sample: rows.slice(0, 100) }, rows }
}

export const aFixture = (name: string): string =>
  readFileSync(`tests/subscribers/lists/formats/fixtures/${name}.csv`, 'utf8')

/** What the first format that knows a list reads of each row. */
export function arrivalsOf(text: string, name?: string): Arrival[] {
  const { head, rows } = headAndRows(text, name)
  const read = listFormats.map(format => format.readerFor(head)).find(reader => reader !== undefined)
  return rows.map(row => read?.(row) as Arrival)
}
