import { statuses } from '../../subscriber.ts'
import { joinedName } from '../cells/name-cell.ts'
import { readTags } from '../cells/tags-cell.ts'
import type { Arrival, FileHead, ListFormat, Row } from '../list-format.ts'
import { mastheadColumn } from '../masthead-column.ts'
import { addressColumnOf } from './address-column.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { leftAtIn, statusIn, type TellingColumn, tellingColumns } from './leaving-cells.ts'
import { statusOfName } from './status-of-name.ts'

const columns = ['email', 'name', 'language', 'timezone', 'tags', 'status']

/** The names of columns, in English and Chinese. */
const names = {
  name: ['name', 'full name', 'full_name', 'fullname', 'display name', '姓名', '名称', '昵称', '全名'],
  first: ['first name', 'first_name', 'firstname', 'given name', '名', '名字'],
  last: ['last name', 'last_name', 'lastname', 'surname', 'family name', '姓', '姓氏'],
  language: ['language', 'lang', 'locale', '语言', '語言'],
  timezone: ['timezone', 'time zone', 'time_zone', 'tz', '时区', '時區'],
  tags: ['tags', 'tag', 'labels', '标签', '標籤'],
}

/** Any other file with a column of addresses. */
export const plain: ListFormat = defineFormat({
  name: 'csv',
  title: 'CSV',
  readerFor(head) {
    const address = addressColumnOf(head)
    return address === undefined ? undefined : readerOf(head, address)
  },
  files: [
    {
      name: 'subscribers.csv',
      columns,
      statuses,
      write: ({ subscriber: { address, name, language = '', timezone = '', tags, status } }) => [
        address,
        name,
        language,
        timezone,
        tags.join(', '),
        status,
      ],
    },
  ],
})

function readerOf({ name: file, columns }: FileHead, address: string): (row: Row) => Arrival {
  const one = (wanted: readonly string[]) => columns.find(column => wanted.includes(column)) ?? ''
  const [name, first, last] = [one(names.name), one(names.first), one(names.last)]
  const [language, timezone, tags] = [one(names.language), one(names.timezone), one(names.tags)]
  const taken = [address, name, language, timezone, tags, ...(name ? [] : [first, last])]
  const others = columns.filter(column => !taken.includes(column) && column !== mastheadColumn)
  const telling = tellingColumns(others)
  const isStated = telling.some(({ tells }) => tells === 'status')
  const before = (isStated ? undefined : statusOfName(file)) ?? 'active'
  const known = knownColumns(wordsKept(telling), [...taken, 'status'])
  return row =>
    arrivalOf(
      row,
      {
        address: row[address] ?? '',
        name: row[name] || joinedName(row[first] ?? '', row[last] ?? ''),
        language: row[language],
        timezone: row[timezone],
        tags: () => readTags(row[tags] ?? '', /[,;，；、]/),
        status: statusIn(row, telling, before),
        leftAt: leftAtIn(row, telling),
      },
      known,
    )
}

// Masthead's own word for a status is no news.
function wordsKept(columns: readonly TellingColumn[]): string[] {
  return columns
    .filter(({ column, tells }) => tells !== undefined && tells !== 'doubtful' && column !== 'status')
    .map(({ column }) => column)
}
