import { longestHistory } from './list-row.ts'

/** One line of a file, in which a person is written as JSON; too long ones have no text. */
export interface JsonRecord {
  line: number
  text: string | undefined
}

/** In characters: a history, and all else that is known of a person. */
const longestLine = longestHistory + (1 << 20)

/** The lines of a text that are not empty, a batch for each piece of it. */
export async function* jsonRecords(text: AsyncIterable<string>): AsyncGenerator<JsonRecord[]> {
  let [line, rest, isTooLong] = [1, '', false]
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    const batch = lines.flatMap((written, at) => recordOf(written, line + at, isTooLong && at === 0))
    isTooLong = (isTooLong && lines.length === 0) || rest.length > longestLine
    if (isTooLong) rest = ''
    line += lines.length
    yield batch
  }
  yield recordOf(rest, line, isTooLong)
}

function recordOf(written: string, line: number, isTooLong: boolean): JsonRecord[] {
  if (isTooLong || written.length > longestLine) return [{ line, text: undefined }]
  const text = written.trim()
  return text === '' ? [] : [{ line, text }]
}
