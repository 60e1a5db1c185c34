import type { Status } from '../../subscriber.ts'
import type { SubscriberRecord } from '../../subscriber-store.ts'
import { joinedName } from '../cells/name-cell.ts'
import { quotedTags, readQuotedTags } from '../cells/tags-cell.ts'
import { sqlTime } from '../cells/time-cell.ts'
import { type Arrival, type FileHead, type ListFormat, type Row, RowError } from '../list-format.ts'
import { addressColumnOf } from './address-column.ts'
import { arrivalOf, knownColumns } from './arrival.ts'
import { defineFormat } from './define-format.ts'
import { tellsOf } from './leaving-columns.ts'
import { countOf } from './signature.ts'

const common = [
  'email address',
  'first name',
  'last name',
  'member_rating',
  'optin_time',
  'optin_ip',
  'confirm_time',
  'confirm_ip',
  'latitude',
  'longitude',
  'gmtoff',
  'dstoff',
  'timezone',
  'cc',
  'region',
]
const unsubscribing = [
  'unsub_time',
  'unsub_campaign_title',
  'unsub_campaign_id',
  'unsub_reason',
  'unsub_reason_other',
]
const cleaning = ['clean_time', 'clean_campaign_title', 'clean_campaign_id']
const last = ['leid', 'euid', 'notes', 'tags']

const details = ['optin_time', 'optin_ip', 'confirm_time', 'confirm_ip', ...unsubscribing, ...cleaning]
// Where somebody was when they opened a mail, and Mailchimp's own numbers, tell nothing that they said.
const own = [...common, ...last, 'last_changed'].filter(column => !['notes', ...details].includes(column))
const firstNames = ['first name', 'fname', 'vorname', 'prénom', 'nombre', '名', '名字']
const lastNames = ['last name', 'lname', 'nachname', 'nom', 'apellido', '姓', '姓氏']

/** The three files of a Mailchimp audience. */
export const mailchimp: ListFormat = defineFormat({
  name: 'mailchimp',
  title: 'Mailchimp',
  readerFor(head) {
    const signs = [...details, 'member_rating', 'gmtoff', 'dstoff', 'last_changed', 'leid', 'euid']
    const address = addressColumnOf(head)
    if (address === undefined) return undefined
    return countOf(head, signs) >= 4 || isCut(head) ? readerOf(head, address) : undefined
  },
  files: [
    { status: 'subscribed', extra: ['last_changed'], statuses: ['active'] as const },
    {
      status: 'unsubscribed',
      extra: unsubscribing,
      statuses: ['pending', 'unsubscribed', 'complained'] as const,
    },
    { status: 'cleaned', extra: cleaning, statuses: ['bounced'] as const },
  ].map(({ status, extra, statuses }) => {
    const keys = [...common, ...extra, ...last]
    return { name: `${status}.csv`, columns: keys.map(written), statuses, write: writerOf(keys) }
  }),
})

// Merge fields have the names that people gave them, all others are in capitals.
function written(column: string): string {
  if (!column.includes(' ')) return column.toUpperCase()
  return column.replace(/\b[a-z]/g, letter => letter.toUpperCase())
}

function readerOf(head: FileHead, address: string): (row: Row) => Arrival {
  const [first = ''] = firstNames.filter(column => head.columns.includes(column))
  const [family = ''] = lastNames.filter(column => head.columns.includes(column))
  const known = knownColumns(details, [...own, address, first, family])
  const status = statusOf(head)
  return row => {
    if (status === undefined)
      throw new RowError('a contact who never subscribed: expected a file of subscribers')
    return arrivalOf(
      row,
      {
        address: row[address] ?? '',
        name: joinedName(row[first] ?? '', row[family] ?? ''),
        timezone: row.timezone,
        tags: () => readQuotedTags(row.tags ?? ''),
        status,
        since: row.confirm_time || row.optin_time,
        leftAt: row.unsub_time || row.clean_time,
      },
      known,
    )
  }
}

// What is left of a file still tells by its name whose it is.
function isCut({ name, columns }: FileHead): boolean {
  return (
    /^(?:unsubscribed|cleaned|non-?subscribed)(?![a-z])/i.test(name) &&
    columns.includes('email address') &&
    !columns.some(column => tellsOf(column) === 'status')
  )
}

// A file that was cut to fewer columns still tells by its name what it is.
function statusOf({ name, columns }: FileHead): Status | undefined {
  if (columns.includes('clean_time') || /^cleaned/i.test(name)) return 'bounced'
  if (columns.includes('unsub_time') || /^unsubscribed/i.test(name)) return 'unsubscribed'
  return /^non-?subscribed/i.test(name) ? undefined : 'active'
}

function writerOf(keys: readonly string[]): (record: SubscriberRecord) => string[] {
  return ({ subscriber, suppression }) => {
    const left = suppression ? sqlTime(suppression.at) : ''
    const cells: Record<string, string> = {
      'email address': subscriber.address,
      'first name': subscriber.name,
      optin_time: sqlTime(subscriber.since),
      confirm_time: subscriber.status === 'pending' ? '' : sqlTime(subscriber.since),
      timezone: subscriber.timezone ?? '',
      unsub_time: left,
      clean_time: left,
      tags: quotedTags(subscriber.tags),
    }
    return keys.map(key => cells[key] ?? '')
  }
}
