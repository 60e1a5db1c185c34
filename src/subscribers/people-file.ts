import { mailboxOf, readAddress } from './address.ts'
import { namedAddressColumn } from './lists/formats/address-column.ts'
import { rowsOfFile } from './lists/list-file.ts'
import type { Row } from './lists/list-format.ts'
import { noAddresses } from './lists/list-head.ts'
import type { People, Recipient, Refusal } from './subscriber.ts'

const nameColumns = ['name', 'full name', 'first name', '姓名', '名字', '昵称']

/**
 * Reads the people of a CSV file with a column `email` and, if it likes, `name`, each address once; lines that cannot
 * be taken come back with their reason.
 */
export async function readPeopleFile(path: string): Promise<People> {
  const subscribers: Recipient[] = []
  const refused: Refusal[] = []
  const seen = new Map<string, number>()
  let columns: readonly string[] = []
  const onColumns = (found: readonly string[]) => {
    columns = found
  }
  for await (const batch of rowsOfFile(path, onColumns)) {
    if (columns.length > 0) addressColumnOf(columns, path)
    refused.push(...batch.refused.map(({ line, address, reason }) => ({ line, address, reason })))
    for (const { line, row } of batch.rows) {
      const person = personOf(row, columns)
      const before = person.address && seen.get(mailboxOf(person.address))
      if (!person.address || before)
        refused.push({ line, address: person.written, reason: reasonAgainst(person.written, before) })
      else {
        seen.set(mailboxOf(person.address), line)
        subscribers.push({ address: person.address, name: person.name })
      }
    }
  }
  addressColumnOf(columns, path)
  return { subscribers, refused: refused.toSorted((one, other) => one.line - other.line) }
}

function addressColumnOf(columns: readonly string[], path: string): string {
  const column = namedAddressColumn(columns)
  if (column === undefined) throw noAddresses(path, columns)
  return column
}

function personOf(row: Row, columns: readonly string[]) {
  const written = (row[namedAddressColumn(columns) ?? ''] ?? '').trim()
  const name = row[columns.find(column => nameColumns.includes(column)) ?? ''] ?? ''
  return { written, address: readAddress(written), name: cleanName(name) }
}

function reasonAgainst(written: string, before: number | '' | undefined): string {
  if (written === '') return 'no address'
  return before
    ? `the same address as in line ${before}`
    : 'not an address: expected one such as ada@example.org'
}

const cleanName = (name: string): string => name.replace(/[\p{Cc}\s]+/gu, ' ').trim()
