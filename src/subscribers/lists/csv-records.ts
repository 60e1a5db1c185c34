import { CsvError, type Options, Parser } from 'csv-parse'
import { SubscriberError } from '../../errors.ts'

/** The values of one row, and the line of the file in which it begins. */
export interface CsvRecord {
  line: number
  values: readonly string[]
}

/** Some rows of a file; and those that are not written as CSV is, as far as they could be read, with the reason. */
export interface CsvBatch {
  records: CsvRecord[]
  refused: (CsvRecord & { reason: string })[]
}

/** In bytes; what goes on for longer is no row, but a quote that nothing closes. */
const longestRecord = 16 << 20

/**
 * The rows of a CSV text, a batch for each piece of it, the header first; empty lines are left out. Throws a
 * SubscriberError with `path` and line where a quote is left open: no row after it could be trusted.
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  delimiter: string,
  path: string,
): AsyncGenerator<CsvBatch> {
  const reading = new CsvReading(delimiter, path)
  for await (const piece of text) yield await reading.write(piece)
  yield await reading.end()
}

/** What csv-parse knows while it reads, and does not tell. */
type TellingParser = Parser & {
  readonly state: {
    quoting: boolean
    wasRowDelimiter: boolean
    record: readonly string[]
    field: { toString(encoding: 'utf8'): string }
  }
}

class CsvReading {
  readonly #path: string
  readonly #parser: TellingParser
  #batch: CsvBatch = { records: [], refused: [] }
  #lastEnd = 0
  /** How many line ends csv-parse has counted twice: those in values that are a carriage return and a line feed. */
  #twice = 0

  constructor(delimiter: string, path: string) {
    this.#path = path
    const options: Options<string[], string[]> = {
      delimiter,
      // Each on its own: a list of one system is often added to on another.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: longestRecord,
      on_record: (values, { lines }) => this.#take(values, lines),
      on_skip: error => this.#skip(error),
    }
    this.#parser = new Parser(options as Options) as TellingParser
    // It is thrown to whoever writes.
    this.#parser.on('error', () => {})
  }

  async write(text: string): Promise<CsvBatch> {
    await new Promise<void>((resolve, reject) =>
      this.#parser.write(text, error => (error ? reject(this.#mistake(error)) : resolve())),
    )
    return this.#taken()
  }

  async end(): Promise<CsvBatch> {
    await new Promise<void>((resolve, reject) =>
      this.#parser.end((error?: Error | null) => (error ? reject(this.#mistake(error)) : resolve())),
    )
    return this.#taken()
  }

  #taken(): CsvBatch {
    const batch = this.#batch
    this.#batch = { records: [], refused: [] }
    return batch
  }

  // Handing nothing on keeps rows out of a stream that would pass them one by one.
  #take(values: string[], lines: number): null {
    const line = this.#begin(values, lines)
    this.#lastEnd = lines
    this.#batch.records.push({ line, values })
    return null
  }

  #begin(values: readonly string[], lines: number): number {
    // The next line after the last row: there is no line end within.
    if (lines <= this.#lastEnd + 1) return lines - this.#twice
    const { count, twice } = lineEndsIn(values)
    this.#twice += twice
    return lines - this.#twice - count
  }

  #skip(error: CsvError | undefined): undefined {
    if (error?.code !== 'INVALID_OPENING_QUOTE') throw error
    const { state, info } = this.#parser
    const line = this.#begin(state.record, info.lines)
    if (this.#batch.refused.at(-1)?.line === line) return
    this.#lastEnd = info.lines
    const values = [...state.record, state.field.toString('utf8')]
    this.#batch.refused.push({ line, values, reason: 'a quote within a value that does not begin with one' })
  }

  #mistake(error: Error): Error {
    if (!(error instanceof CsvError)) return error
    const { state, info } = this.#parser
    const lines = info.lines + (state.wasRowDelimiter ? 1 : 0)
    const open = lineEndsIn([state.field.toString('utf8')])
    const line = lines - this.#twice - lineEndsIn(state.record).twice - open.twice - open.count
    return new SubscriberError(`${this.#path}:${line}: ${state.quoting ? openQuote(error) : tooLong}`, {
      wayOut:
        'Put values with commas, quotes or line breaks between double quotes, and write each quote in them twice.',
      cause: error,
    })
  }
}

const tooLong = `a row of more than ${longestRecord >> 20} MB`

const openQuote = ({ code }: CsvError): string =>
  code === 'CSV_INVALID_CLOSING_QUOTE'
    ? 'the value that begins here with a quote goes on after its closing quote'
    : 'a quote opens here and is never closed'

function lineEndsIn(values: readonly string[]): { count: number; twice: number } {
  const ends = values.flatMap(value => value.match(/\r\n|\n|\r/g) ?? [])
  return { count: ends.length, twice: ends.filter(end => end.length === 2).length }
}
