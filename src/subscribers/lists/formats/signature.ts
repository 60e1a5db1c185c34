import type { FileHead } from '../list-format.ts'

/** Whether a file has all of these columns. */
export const hasAll = ({ columns }: FileHead, ...wanted: readonly string[]): boolean =>
  wanted.every(column => columns.includes(column))

/** How many of these columns a file has. */
export const countOf = ({ columns }: FileHead, wanted: readonly string[]): number =>
  wanted.filter(column => columns.includes(column)).length
