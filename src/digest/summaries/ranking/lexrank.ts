import type { TermVector } from './term-vectors.ts'

const damping = 0.85
const steps = 20
const threshold = 0.1

/**
 * How central each sentence is among the others, as a share that adds up to 1: LexRank (Erkan and Radev, 2004) with
 * continuous weights above a threshold.
 */
export function lexRank(sentences: readonly TermVector[]): number[] {
  const count = sentences.length
  const likeness = likenessOf(sentences)
  const totals = likeness.map(row => row.reduce((total, value) => total + value, 0))
  let ranks = new Float64Array(count).fill(1 / count)
  for (let step = 0; step < steps; step += 1) {
    const next = new Float64Array(count).fill((1 - damping) / count)
    for (const [a, row] of likeness.entries()) {
      const share = totals[a] ? (damping * (ranks[a] ?? 0)) / totals[a] : 0
      if (share > 0) for (let b = 0; b < count; b += 1) next[b] = (next[b] ?? 0) + share * (row[b] ?? 0)
    }
    ranks = next
  }
  return [...ranks]
}

// Most pairs of sentences share no term, so it goes by the terms.
function likenessOf(sentences: readonly TermVector[]): Float64Array[] {
  const likeness = sentences.map(() => new Float64Array(sentences.length))
  for (const places of placesOfTerms(sentences))
    for (const [a, own] of places)
      for (const [b, other] of places) {
        const row = likeness[a] as Float64Array
        if (a !== b) row[b] = (row[b] as number) + own * other
      }
  for (const [a, row] of likeness.entries())
    for (let b = 0; b < row.length; b += 1) {
      const lengths = (sentences[a] as TermVector).length * (sentences[b] as TermVector).length
      const alike = lengths > 0 ? (row[b] as number) / lengths : 0
      row[b] = alike < threshold ? 0 : alike
    }
  return likeness
}

type Place = [sentence: number, weight: number]

function placesOfTerms(sentences: readonly TermVector[]): Iterable<Place[]> {
  const places = new Map<string, Place[]>()
  for (const [at, { weights }] of sentences.entries())
    for (const [term, weight] of weights) {
      const known = places.get(term)
      if (known) known.push([at, weight])
      else places.set(term, [[at, weight]])
    }
  return places.values()
}
