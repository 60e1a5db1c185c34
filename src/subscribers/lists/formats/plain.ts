import { type Status, statuses } from '../../subscriber.ts'
import { joinedName } from '../cells/name-cell.ts'
import { readStatus, readYes } from '../cells/status-cell.ts'
import { readTags } from '../cells/tags-cell.ts'
import { readTime } from '../cells/time-cell.ts'
import type { Arrival, FileHead, ListFormat, Row } from '../list-format.ts'
import { statusNames } from '../person-json.ts'
import { addressColumnOf } from './address-column.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'

const columns = ['email', 'name', 'language', 'timezone', 'tags', 'status']

/** The names of columns, in English and Chinese; of several that a file has, the first one counts. */
const names = {
  name: ['name', 'full name', 'full_name', 'fullname', 'display name', '姓名', '名称', '昵称', '全名'],
  first: ['first name', 'first_name', 'firstname', 'given name', '名', '名字'],
  last: ['last name', 'last_name', 'lastname', 'surname', 'family name', '姓', '姓氏'],
  language: ['language', 'lang', 'locale', '语言', '語言'],
  timezone: ['timezone', 'time zone', 'time_zone', 'tz', '时区', '時區'],
  tags: ['tags', 'tag', 'labels', '标签', '標籤'],
  status: ['status', 'state', '状态', '狀態'],
  subscribed: ['subscribed', 'is_subscribed', '已订阅'],
  left: [
    'unsubscribed',
    'unsubscribed at',
    'unsubscribed_at',
    'unsubscribe date',
    'opt out',
    'opt_out',
    'opt-out',
    'opted out',
    'opted_out',
    'bounced',
    'complained',
    '退订',
    '已退订',
    '退订时间',
  ],
}

const words: Record<string, Status> = {
  '': 'active',
  ...statusNames,
  subscribed: 'active',
  enabled: 'active',
  confirmed: 'active',
  订阅: 'active',
  已订阅: 'active',
  unconfirmed: 'pending',
  待确认: 'pending',
  未确认: 'pending',
  disabled: 'unsubscribed',
  removed: 'unsubscribed',
  inactive: 'unsubscribed',
  退订: 'unsubscribed',
  已退订: 'unsubscribed',
  cleaned: 'bounced',
  退信: 'bounced',
  spam: 'complained',
  投诉: 'complained',
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

function readerOf({ columns }: FileHead, address: string): (row: Row) => Arrival {
  const had = (wanted: readonly string[]) => wanted.filter(column => columns.includes(column))
  const one = (wanted: readonly string[]) => had(wanted)[0] ?? ''
  const [name, first, last] = [one(names.name), one(names.first), one(names.last)]
  const [language, timezone, tags] = [one(names.language), one(names.timezone), one(names.tags)]
  const [status, subscribed, left] = [one(names.status), one(names.subscribed), had(names.left)]
  const taken = [address, name, language, timezone, tags, status, subscribed]
  const known = knownColumns(left, name ? taken : [...taken, first, last])
  return row =>
    arrivalOf(
      row,
      {
        address: row[address] ?? '',
        name: row[name] || joinedName(row[first] ?? '', row[last] ?? ''),
        language: row[language],
        timezone: row[timezone],
        tags: readTags(row[tags] ?? '', /[,;，；、]/),
        status: statusOf(row, status, subscribed, left),
        leftAt: left.map(column => row[column] ?? '').find(readTime),
      },
      known,
    )
}

// Of all that a row says, what keeps mails from somebody counts.
function statusOf(row: Row, status: string, subscribed: string, left: readonly string[]): Status {
  const said = readStatus(row[status] ?? '', words)
  if (said !== 'active') return said
  const stays = row[subscribed]?.trim() ? readYes(row[subscribed], subscribed) : true
  const leaves = left.find(column => hasLeft(row[column] ?? '', column))
  if (leaves === 'bounced' || leaves === 'complained') return leaves
  return stays && leaves === undefined ? 'active' : 'unsubscribed'
}

const hasLeft = (cell: string, column: string): boolean =>
  readTime(cell) !== undefined || readYes(cell, column)
