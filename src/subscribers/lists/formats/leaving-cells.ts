import type { Status } from '../../subscriber.ts'
import { isSuppressed } from '../../suppression.ts'
import { found } from '../cells/found.ts'
import { readYesOrNo } from '../cells/status-cell.ts'
import { statusInWords } from '../cells/status-words.ts'
import { readTime } from '../cells/time-cell.ts'
import { type Row, RowError } from '../list-format.ts'
import { type Tells, tellsOf } from './leaving-columns.ts'

/** A column, and what it says. */
export interface TellingColumn {
  column: string
  tells: Tells | undefined
}

/** Columns with what their names say of who left. */
export const tellingColumns = (columns: readonly string[]): TellingColumn[] =>
  columns.map(column => ({ column, tells: tellsOf(column) }))

const strictness: readonly Status[] = ['active', 'pending', 'unsubscribed', 'bounced', 'complained']

/**
 * Of all that a row says, what keeps mails from somebody counts. Throws a RowError where nothing does, and something
 * may: a guess could write to somebody who left.
 */
export function statusIn(row: Row, columns: readonly TellingColumn[], before: Status): Status {
  const said = columns.map(({ column, tells }) => saidIn(row[column] ?? '', column, tells))
  const status = said
    .map(({ status }) => status)
    .reduce((strictest, next) => (rank(next) > rank(strictest) ? next : strictest), before)
  const doubt = said.find(({ doubt }) => doubt)?.doubt
  if (doubt !== undefined && !isSuppressed(status)) throw new RowError(doubt)
  return status
}

/** When somebody left, as far as a row says. */
export const leftAtIn = (row: Row, columns: readonly TellingColumn[]): string | undefined =>
  columns
    .filter(({ tells }) => tells === 'left')
    .map(({ column }) => row[column] ?? '')
    .find(readTime)

const rank = (status: Status): number => strictness.indexOf(status)

interface Said {
  status: Status
  doubt?: string
}

const nothing: Said = { status: 'active' }
const empty = /^(?:|-|null|nan|n\/a|\\n|0000-00-00[\d: ]*)$/i
const never = /^(?:none|never)$/i
const date = /^\d{1,4}[-/.年] ?\d{1,2}[-/.月] ?\d{1,4}/

function saidIn(cell: string, column: string, tells: Tells | undefined): Said {
  const written = cell.trim()
  if (empty.test(written)) return nothing
  const status = statusInWords(written)
  if (tells === undefined)
    return status !== undefined && plainly.test(written)
      ? doubtful(column, written, 'nothing of that')
      : nothing
  if (status !== undefined && (tells !== 'doubtful' || isSuppressed(status))) return { status }
  if (tells === 'status') return doubtful(column, written, 'a word such as active or unsubscribed')
  return saidOtherwise(written, column, tells)
}

function saidOtherwise(written: string, column: string, tells: Exclude<Tells, 'status'>): Said {
  const isYes = readYesOrNo(written)
  const isDate = date.test(written) || readTime(written) !== undefined
  if (tells === 'stays') {
    if (isYes === undefined && !isDate) return doubtful(column, written, 'yes or no, or a day')
    return isYes === false ? { status: 'unsubscribed' } : nothing
  }
  if (isYes === false || never.test(written)) return nothing
  if (tells === 'doubtful') return doubtful(column, written, 'no')
  return isYes || isDate ? { status: wayOut(column) } : doubtful(column, written, 'yes or no, or a day')
}

// In a column of any name.
const plainly = /unsub|opt(?:ed)?[ _-]?out|bounce|complain|blacklist|退订|退訂|退信|取消订阅|取消訂閱|黑名/i

function wayOut(column: string): Status {
  if (/bounce|clean|退信/.test(column)) return 'bounced'
  return /complain|投诉|投訴/.test(column) ? 'complained' : 'unsubscribed'
}

const doubtful = (column: string, written: string, wanted: string): Said => ({
  status: 'active',
  doubt: `"${column.slice(0, longestName)}" may say that they left: ${found(written)}, expected ${wanted}; if it says something else, add --ignore "${column.slice(0, longestName)}"`,
})

/** In characters. */
const longestName = 60
