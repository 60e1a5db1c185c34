import type { Root } from 'mdast'
import { passageOf } from '../../src/digest/summaries/candidates.ts'
import { type Feature, features, featuresOf } from '../../src/digest/summaries/ranking/features.ts'
import type { Ranker } from '../../src/digest/summaries/ranking/ranker.ts'
import type { Background } from '../../src/digest/summaries/ranking/term-vectors.ts'
import { termsOf } from '../../src/digest/summaries/words.ts'
import { plainText } from '../../src/posts/markdown/markdown.ts'
import { meanRouge, rouge, rougeTokens } from './rouge.ts'

/** A post to learn from. */
export interface Lesson {
  root: Root
  title: string
  summary: string
}

const steps = 400
const rate = 0.05
const decay = 0.15
/** How sharply the best sentence of a post is told from its second best, in ROUGE. */
const sharpness = 0.02
const rarest = 3

/** In how many of some texts each term occurs; terms of fewer than three are as good as new. */
export function countTerms(roots: readonly Root[]): Background {
  const counts = new Map<string, number>()
  for (const root of roots)
    for (const term of new Set(termsOf(plainText(root)))) counts.set(term, (counts.get(term) ?? 0) + 1)
  return { posts: roots.length, postsWith: new Map([...counts].filter(([, count]) => count >= rarest)) }
}

/**
 * Weights that give the sentences which say what the author's summary says the highest scores: a softmax over the
 * sentences of each post, drawn towards their mean ROUGE by cross entropy with a quadratic penalty (Adam).
 */
export function fitRanker(lessons: readonly Lesson[], background: Background): Ranker {
  const measured = lessons.flatMap(lesson => examplesOf(lesson, background))
  const scale = deviations(measured.flatMap(({ rows }) => rows))
  const examples = measured.map(({ rows, wanted }) => ({
    rows: rows.map(row => row.map((value, at) => value / (scale[at] as number))),
    wanted,
  }))
  const weights = descend(examples, features.length)
  const entries = features.map((feature, at) => [feature, (weights[at] as number) / (scale[at] as number)])
  return { weights: Object.fromEntries(entries) as Record<Feature, number>, background }
}

interface Example {
  /** The features of each sentence. */
  rows: number[][]
  /** How likely each sentence is to be the best; they add up to 1. */
  wanted: number[]
}

function examplesOf({ root, title, summary }: Lesson, background: Background): Example[] {
  const passage = passageOf(root)
  if (passage.candidates.length < 2) return []
  const reference = rougeTokens(summary)
  const scores = passage.candidates.map(({ text }) => meanRouge(rouge(rougeTokens(text), reference)))
  const rows = featuresOf(passage, title, background).map(row => features.map(feature => row[feature]))
  return [{ rows, wanted: softmax(scores.map(score => score / sharpness)) }]
}

function descend(examples: readonly Example[], size: number): number[] {
  const weights = new Array<number>(size).fill(0)
  const [drift, spread] = [weights.slice(), weights.slice()]
  for (let step = 1; step <= steps; step += 1) {
    const slope = slopeAt(examples, weights)
    for (let at = 0; at < size; at += 1) {
      const pull = (slope[at] as number) - decay * (weights[at] as number)
      drift[at] = 0.9 * (drift[at] as number) + 0.1 * pull
      spread[at] = 0.99 * (spread[at] as number) + 0.01 * pull * pull
      const move = (drift[at] as number) / (1 - 0.9 ** step)
      weights[at] =
        (weights[at] as number) +
        (rate * move) / (Math.sqrt((spread[at] as number) / (1 - 0.99 ** step)) + 1e-8)
    }
  }
  return weights
}

function slopeAt(examples: readonly Example[], weights: readonly number[]): number[] {
  const slope = weights.map(() => 0)
  for (const { rows, wanted } of examples) {
    const shares = softmax(rows.map(row => product(row, weights)))
    for (const [at, row] of rows.entries()) {
      const error = (wanted[at] as number) - (shares[at] as number)
      row.forEach((value, feature) => {
        slope[feature] = (slope[feature] as number) + (error * value) / examples.length
      })
    }
  }
  return slope
}

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores)
  const powers = scores.map(score => Math.exp(score - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map(power => power / total)
}

function deviations(rows: readonly number[][]): number[] {
  return features.map((_, at) => {
    const values = rows.map(row => row[at] as number)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  })
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0)
