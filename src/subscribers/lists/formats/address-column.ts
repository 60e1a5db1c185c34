import { isAddressCell } from '../cells/address-cell.ts'
import type { FileHead } from '../list-format.ts'

const names = [
  'email',
  'e-mail',
  'email address',
  'address',
  'mail',
  '邮箱',
  '电子邮箱',
  '電子郵件',
  'email_address',
  'e-mail address',
  '邮件',
  '邮箱地址',
  '电子邮件',
  '電子郵箱',
]

/** The first column that is named as one with addresses, in English or Chinese. */
export const namedAddressColumn = (columns: readonly string[]): string | undefined =>
  columns.find(column => names.includes(column))

/** The column with addresses: by its name in English or Chinese, else by what the first rows have in it. */
export function addressColumnOf({ columns, sample }: FileHead): string | undefined {
  const named = namedAddressColumn(columns)
  if (named !== undefined) return named
  const shares = columns.map(column => {
    const cells = sample.map(row => row[column] ?? '').filter(cell => cell.trim() !== '')
    return { column, share: cells.filter(isAddressCell).length / Math.max(cells.length, 1) }
  })
  const best = shares.reduce((most, next) => (next.share > most.share ? next : most), {
    column: '',
    share: 0,
  })
  return best.share > 0.5 ? best.column : undefined
}
