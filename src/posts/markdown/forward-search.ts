/** A text that is searched from its start to its end: asking for the same thing again and again stays linear. */
export class ForwardSearch {
  readonly text: string
  readonly #found = new Map<string, { from: number; at: number }>()

  constructor(text: string) {
    this.text = text
  }

  /** Where `needle` begins at or after `from`; the length of the text when it does not. */
  find(needle: string, from: number): number {
    const known = this.#found.get(needle)
    if (known && known.from <= from && from <= known.at) return known.at
    const at = this.text.indexOf(needle, from)
    const end = at < 0 ? this.text.length : at
    this.#found.set(needle, { from, at: end })
    return end
  }

  has(at: number): boolean {
    return at < this.text.length
  }
}

/** The position behind each closing mark, by the position of its opening one; `marks` captures those that close. */
export function pairsIn(text: string, marks: RegExp): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (const { 0: mark, 1: closing, index } of text.matchAll(marks)) {
    if (closing === undefined) open.push(index)
    else {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, index + mark.length)
    }
  }
  return pairs
}

/** Where runs of backticks begin, by their length. */
export function tickRunsIn(text: string): ReadonlyMap<number, readonly number[]> {
  const runs = new Map<number, number[]>()
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const equal = runs.get(run.length)
    if (equal) equal.push(index)
    else runs.set(run.length, [index])
  }
  return runs
}
