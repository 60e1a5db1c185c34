import type { Candidate, Passage } from '../candidates.ts'
import { type Feature, type Features, features, featuresOf } from './features.ts'
import type { Background } from './term-vectors.ts'

/** What it takes to rank the sentences of a language: the weight of each feature, and how rare words are. */
export interface Ranker {
  weights: Readonly<Record<Feature, number>>
  background: Background
}

/** A sentence, and how well it stands for its post: the logarithm of its odds among the sentences of that post. */
export interface RankedSentence {
  candidate: Candidate
  score: number
}

/** The sentences of a passage, the best first; of two as good, the earlier. */
export function rank(passage: Passage, title: string, { weights, background }: Ranker): RankedSentence[] {
  return featuresOf(passage, title, background)
    .map((measured, at) => ({
      candidate: passage.candidates[at] as Candidate,
      score: scoreOf(measured, weights),
    }))
    .toSorted((a, b) => b.score - a.score)
}

const scoreOf = (measured: Features, weights: Ranker['weights']): number =>
  features.reduce((score, feature) => score + weights[feature] * measured[feature], 0)
