import { SubscriberError } from '../../errors.ts'
import type { CsvRecord } from './csv-records.ts'

const delimiters = [',', ';', '\t']
const mostColumns = 1000

/** What stands between the values of a file: that of comma, semicolon and tab of which its first line has most. */
export function delimiterOf(text: string): string {
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1)
  const bare = line.replace(/"[^"]*"/g, '')
  const counts = delimiters.map(delimiter => bare.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

/**
 * The columns of a header, trimmed and in lower case, one that has no name as an empty text. Throws a SubscriberError
 * with `path` and line where two have the same name: either could be meant.
 */
export function columnsOf({ line, values }: CsvRecord, path: string): string[] {
  const columns = values.map(value => value.trim().toLowerCase())
  const seen = new Set<string>()
  for (const column of columns) {
    if (column !== '' && seen.has(column))
      throw new SubscriberError(`${path}:${line}: two columns are named "${shortened(column)}"`, {
        wayOut: 'Rename one of them, or remove it.',
      })
    seen.add(column)
  }
  if (columns.length > mostColumns)
    throw new SubscriberError(
      `${path}:${line}: ${columns.length} columns, and at most ${mostColumns} are taken`,
    )
  return columns
}

/** That nothing in a file tells whose addresses it has. */
export const noAddresses = (path: string, columns: readonly string[]): SubscriberError =>
  new SubscriberError(
    `${path}:1: no column of addresses: found ${shortened(columns.filter(Boolean).join(', ')) || 'nothing'}`,
    { wayOut: 'Name the column "email", and one of names, if there is one, "name".' },
  )

/** That a file begins with a person: they would be taken for the names of the columns. */
export const headless = (path: string): SubscriberError =>
  new SubscriberError(`${path}:1: found an address, expected the names of the columns`, {
    wayOut: 'Write them into a line above it, such as: email,name',
  })

/** A text of a file as a message quotes it: at most 200 characters. */
export const shortened = (text: string, most = 200): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text
