/** How often each term occurs in ordinary posts of a language. */
export interface Background {
  /** How many posts were counted. */
  posts: number
  /** In how many of them a term occurs. */
  postsWith: ReadonlyMap<string, number>
}

/** The weight of each term of a text, and their Euclidean length. */
export interface TermVector {
  weights: ReadonlyMap<string, number>
  length: number
}

/** How telling a term is: the logarithm of how rare it is among ordinary posts. */
export const rarityOf = (term: string, { posts, postsWith }: Background): number =>
  Math.log((posts + 1) / ((postsWith.get(term) ?? 0) + 0.5))

/** The terms of a text by how often they occur in it and how rare they are elsewhere. */
export function vectorOf(terms: readonly string[], background: Background): TermVector {
  const weights = new Map<string, number>()
  for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + rarityOf(term, background))
  return { weights, length: Math.sqrt(sum([...weights.values()].map(weight => weight * weight))) }
}

/** How alike two texts are, from 0 to 1. */
export function cosine(a: TermVector, b: TermVector): number {
  if (a.length === 0 || b.length === 0) return 0
  const [few, many] = a.weights.size < b.weights.size ? [a, b] : [b, a]
  let product = 0
  for (const [term, weight] of few.weights) product += weight * (many.weights.get(term) ?? 0)
  return product / (a.length * b.length)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
