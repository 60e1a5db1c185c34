import { stemmer } from 'stemmer'

/** F1 of ROUGE-1, ROUGE-2 and ROUGE-L, each between 0 and 1. */
export type Rouge = readonly [one: number, two: number, longest: number]

/** Tokens as Chinese and English summaries are compared: single Han characters and lower-case Latin runs, as Porter stems. */
export const rougeTokens = (text: string): string[] =>
  (text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu) ?? []).map(
    token => (/^[a-z]+$/.test(token) ? stemmer(token) : token),
  )

/** How much a text says of what its author's summary says, and no more. */
export function rouge(candidate: readonly string[], reference: readonly string[]): Rouge {
  return [
    overlap(candidate, reference, 1),
    overlap(candidate, reference, 2),
    f1(longestCommon(candidate, reference), candidate.length, reference.length),
  ]
}

/** The mean of the three. */
export const meanRouge = ([one, two, longest]: Rouge): number => (one + two + longest) / 3

function overlap(candidate: readonly string[], reference: readonly string[], size: number): number {
  const wanted = countsOf(reference, size)
  let common = 0
  for (const [gram, count] of countsOf(candidate, size)) common += Math.min(count, wanted.get(gram) ?? 0)
  return f1(common, candidate.length - size + 1, reference.length - size + 1)
}

function countsOf(tokens: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + size <= tokens.length; at += 1) {
    const gram = tokens.slice(at, at + size).join(' ')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Uint16Array(b.length + 1)
  for (const token of a) {
    const row = new Uint16Array(b.length + 1)
    for (let at = 1; at <= b.length; at += 1)
      row[at] = token === b[at - 1] ? (above[at - 1] ?? 0) + 1 : Math.max(above[at] ?? 0, row[at - 1] ?? 0)
    above = row
  }
  return above[b.length] ?? 0
}

function f1(common: number, candidate: number, reference: number): number {
  if (common === 0 || candidate <= 0 || reference <= 0) return 0
  const precision = common / candidate
  const recall = common / reference
  return (2 * precision * recall) / (precision + recall)
}
