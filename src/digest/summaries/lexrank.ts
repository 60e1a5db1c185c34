import { cosine, type TermVector } from './term-vectors.ts'

const damping = 0.85
const steps = 20
const threshold = 0.1

/**
 * How central each sentence is among the others, as a share that adds up to 1: LexRank (Erkan and Radev, 2004) with
 * continuous weights above a threshold.
 */
export function lexRank(sentences: readonly TermVector[]): number[] {
  const count = sentences.length
  const likeness = sentences.map(() => new Float64Array(count))
  for (let a = 0; a < count; a += 1)
    for (let b = a + 1; b < count; b += 1) {
      const alike = cosine(sentences[a] as TermVector, sentences[b] as TermVector)
      if (alike < threshold) continue
      ;(likeness[a] as Float64Array)[b] = alike
      ;(likeness[b] as Float64Array)[a] = alike
    }
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
