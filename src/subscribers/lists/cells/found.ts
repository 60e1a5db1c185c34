/** What a cell has, for the reason of a RowError: in one line, and short. */
export function found(text: string): string {
  const line = text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
  return `found "${line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line}"`
}

/** Of what was found, in characters. */
const longest = 60
