import { RowError } from '../list-format.ts'
import { found } from './found.ts'

/** In characters. */
const longestName = 200
// A name ends up in the header of a mail, where a line break would begin another header.
const forbidden = /[\p{Cc}\u2028\u2029]/u

/** The name of a cell, which may be empty; throws a RowError for one that no header of a mail can hold. */
export function readName(cell: string): string {
  const name = cell.trim()
  if (name.length > longestName)
    throw new RowError(`a name of ${name.length} characters: expected at most ${longestName}`)
  if (forbidden.test(name))
    throw new RowError(`a line break or a control character in the name: ${found(name)}, expected one line`)
  if (!name.isWellFormed()) throw new RowError(`half a character in the name: ${found(name)}`)
  return name
}

/** One name from two cells: the family name goes first, and without a space, in Chinese. */
export function joinedName(first: string, last: string): string {
  const parts = [first.trim(), last.trim()].filter(part => part !== '')
  return parts.length === 2 && parts.every(isChinese) ? parts.toReversed().join('') : parts.join(' ')
}

const isChinese = (part: string): boolean => /^\p{Script=Han}+$/u.test(part)
