import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { codeOf, SubscriberError } from '../errors.ts'
import { mailboxOf, readAddress } from './address.ts'
import { decodeCsv } from './decode-csv.ts'
import type { People, Recipient, Refusal } from './subscriber.ts'

/** The names of a column with addresses, in lower case. */
export const addressColumns = [
  'email',
  'e-mail',
  'email address',
  'address',
  'mail',
  '邮箱',
  '电子邮箱',
  '電子郵件',
]
const nameColumns = ['name', 'full name', 'first name', '姓名', '名字', '昵称']

interface Row {
  record: string[]
  info: { lines: number }
}

/** Reads the people of a CSV file with a column `email` and, if it likes, `name`. */
export async function readPeopleFile(path: string): Promise<People> {
  try {
    return parsePeople(decodeCsv(await readFile(path), path), path)
  } catch (error) {
    if (error instanceof SubscriberError) throw error
    throw new SubscriberError(`Cannot read the people in "${path}" (${codeOf(error)})`, { cause: error })
  }
}

/** The people of a CSV text, each address once; lines that cannot be taken come back with their reason. */
export function parsePeople(csv: string, path: string): People {
  const [head, ...rows] = parseRows(csv, path)
  const columns = head?.record.map(column => column.trim().toLowerCase()) ?? []
  const addressAt = columns.findIndex(column => addressColumns.includes(column))
  const nameAt = columns.findIndex(column => nameColumns.includes(column))
  if (addressAt < 0)
    throw new SubscriberError(`${path}:1: no column of addresses: found ${columns.join(', ') || 'nothing'}`, {
      wayOut: 'Name the column "email", and one of names, if there is one, "name".',
    })
  const seen = new Map<string, number>()
  const subscribers: Recipient[] = []
  const refused: Refusal[] = []
  for (const { record, info } of rows) {
    const written = (record[addressAt] ?? '').trim()
    const address = readAddress(written)
    const before = address && seen.get(mailboxOf(address))
    if (!address || before) {
      refused.push({ line: info.lines, address: written, reason: reasonAgainst(written, before) })
      continue
    }
    seen.set(mailboxOf(address), info.lines)
    subscribers.push({ address, name: cleanName(record[nameAt] ?? '') })
  }
  return { subscribers, refused }
}

function parseRows(csv: string, path: string): Row[] {
  try {
    return parse(csv, {
      bom: true,
      info: true,
      // Each on its own: a list of one system is often added to on another.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[]
  } catch (error) {
    throw new SubscriberError(`${path}: ${error instanceof Error ? error.message : error}`, {
      wayOut: 'Put values with commas, quotes or line breaks between double quotes.',
      cause: error,
    })
  }
}

function reasonAgainst(written: string, before: number | '' | undefined): string {
  if (written === '') return 'no address'
  return before
    ? `the same address as in line ${before}`
    : 'not an address: expected one such as ada@example.org'
}

const cleanName = (name: string): string => name.replace(/[\p{Cc}\s]+/gu, ' ').trim()
