import { readAddress } from '../../address.ts'
import { RowError } from '../list-format.ts'

/** The address of a cell; throws a RowError for none. */
export function readAddressCell(cell: string): string {
  const written = cell.trim()
  if (written === '') throw new RowError('no address')
  const address = readAddress(written)
  if (address === undefined) throw new RowError('not an address: expected one such as ada@example.org')
  return address
}

/** Whether a cell has an address. */
export const isAddressCell = (cell: string): boolean => readAddress(cell.trim()) !== undefined
