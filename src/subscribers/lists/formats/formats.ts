import type { ListFormat } from '../list-format.ts'
import { plainCsv } from './plain-csv.ts'

/** The formats of lists, those of certain programs first. */
export const listFormats: readonly ListFormat[] = [plainCsv]
