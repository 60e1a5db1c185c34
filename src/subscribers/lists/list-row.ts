import { type Arrival, type Row, RowError } from './list-format.ts'

/** In characters; nothing that other programs know of one person is longer. */
const longestValue = 65_536
/** In characters: the history of one person, which grows for as long as they stay. */
export const longestHistory = 4 << 20
/** Levels of a value of JSON in another. */
const deepest = 100

/**
 * The values of one row by column; nothing for a row of empty values. Throws a RowError where they do not fit the
 * columns: values would stand in the wrong ones.
 */
export function rowOf(columns: readonly string[], values: readonly string[]): Row | undefined {
  if (values.length !== columns.length && !isEmptyBeyond(columns, values))
    throw new RowError(`${values.length} values, and the header has ${columns.length} columns`)
  const row: Record<string, string> = Object.create(null)
  let isEmpty = true
  for (let at = 0; at < columns.length; at += 1) {
    const [column = '', value = ''] = [columns[at], values[at]]
    if (value.length > longestValue && value.length > longestIn(columns))
      throw new RowError(
        `"${column}" has ${value.length} characters, and at most ${longestIn(columns)} are taken`,
      )
    if (value !== '') isEmpty = false
    if (column !== '') row[column] = unguarded(value)
  }
  return isEmpty ? undefined : row
}

// Whatever Masthead writes, it takes back.
const longestIn = (columns: readonly string[]): number =>
  columns.includes('masthead') || columns.includes('consents') ? longestHistory : longestValue

// Some programs end each line with a delimiter; people write an address alone on its line.
function isEmptyBeyond(columns: readonly string[], values: readonly string[]): boolean {
  if (values.length < columns.length) return values.filter(Boolean).length <= 1
  return values.slice(columns.length).every(value => value === '')
}

/** A value without the quote that kept a spreadsheet from calculating with it. */
export const unguarded = (value: string): string => (isGuarded.test(value) ? value.slice(1) : value)

const isGuarded = /^'+[=+\-@\t\r]/

/** Throws a RowError for what must not be known of anybody: it could break a header, or the database. */
export function checkArrival({ profile, since, leftAt, pausedUntil, consents }: Arrival): void {
  const { name = '', tags = [], attributes = {} } = profile
  if (unwanted.test(name)) throw new RowError('a line break or a control character in the name')
  if (tags.some(tag => unwanted.test(tag))) throw new RowError('a line break or a control character in a tag')
  const times = [since, leftAt, pausedUntil, ...consents.map(({ at }) => at)]
  if (times.some(time => time !== undefined && Number.isNaN(time.getTime())))
    throw new RowError('a time that is none')
  if (isDeep(attributes, deepest)) throw new RowError(`attributes of more than ${deepest} levels`)
}

/** Throws a RowError where a text has half a letter; only escapes of JSON can bring one. */
export function checkLetters(arrival: Arrival): void {
  if (/(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(arrival)))
    throw new RowError('half a letter (a lone surrogate)')
}

const unwanted = /[\p{Cc}\u2028\u2029]/u

const isDeep = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(inner => isDeep(inner, levels - 1)))
