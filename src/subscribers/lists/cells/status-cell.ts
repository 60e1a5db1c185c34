import type { Status } from '../../subscriber.ts'
import { RowError } from '../list-format.ts'
import { found } from './found.ts'

/**
 * Reads the word that a program has for a status, in any case; throws a RowError for any other, since a guess could
 * write to somebody who left.
 */
export function readStatus(cell: string, words: Readonly<Record<string, Status>>): Status {
  const word = cell.trim().toLowerCase()
  if (Object.hasOwn(words, word)) return words[word] as Status
  const wanted = Object.keys(words).filter(known => known !== '')
  throw new RowError(
    `an unknown status: ${found(cell.trim())}, expected ${wanted.slice(0, mostNamed).join(', ')}${wanted.length > mostNamed ? ' …' : ''}`,
  )
}

/** Of the words that were wanted. */
const mostNamed = 8

const yes = new Set(['true', 't', 'yes', 'y', '1', 'on', 'x', '✓', '√', 'ja', 'oui', 'sí', '是', '对', '對'])
const no = new Set(['', 'false', 'f', 'no', 'n', '0', 'off', 'nein', 'non', '否', '未', '无', '無'])

/** Whether a cell says yes; an empty one does not. Throws a RowError for what is neither yes nor no. */
export function readYes(cell: string, column: string): boolean {
  const said = readYesOrNo(cell)
  if (said !== undefined) return said
  throw new RowError(`neither yes nor no in ${column}: ${found(cell.trim())}, expected true or false`)
}

/** The same; nothing for what is neither. */
export function readYesOrNo(cell: string): boolean | undefined {
  const word = cell.trim().toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : undefined
}
