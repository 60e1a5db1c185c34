import { isSentence } from '../sentences.ts'
import { isChinese } from '../words.ts'
import type { RankedSentence } from './ranker.ts'

/** How much a summary is to say: one short sentence, as much as a sentence or two, or three. */
export type SummaryLength = 'short' | 'normal' | 'detailed'

/** A sentence at least this long says enough alone: characters of Chinese, words of other text. */
const enough = { characters: 15, words: 18 }
const mostLikeness = 0.5
/** How far below the best sentence: one of a seventh of its odds. */
const farthest = 2

/** The sentences that make a summary, in the order in which they stand in the post. */
export function bestSentences(ranked: readonly RankedSentence[], length: SummaryLength): RankedSentence[] {
  const chosen: RankedSentence[] = []
  const most = length === 'detailed' ? 3 : 2
  const best = ranked[0]?.score ?? 0
  for (const sentence of ranked) {
    const isFar = best - sentence.score > farthest
    if (
      chosen.length === most ||
      (length !== 'detailed' && (isFar || isEnough(chosen, length) || isTagline(chosen, ranked)))
    )
      break
    const [first] = chosen
    if (first && !(isEnded(first) && isEnded(sentence))) continue
    if (chosen.every(other => likeness(other, sentence) < mostLikeness)) chosen.push(sentence)
  }
  return inOrder(chosen)
}

// The first sentence of a post, alone in its paragraph, is what its author says of the whole, but for a cry.
const isTagline = (chosen: readonly RankedSentence[], ranked: readonly RankedSentence[]): boolean =>
  chosen.some(
    ({ candidate }) =>
      candidate.order === 0 &&
      !/[!！]$/.test(candidate.text) &&
      ranked.every(other => other.candidate === candidate || other.candidate.block !== candidate.block),
  )

// A line without an end would run into the next sentence.
const isEnded = ({ candidate }: RankedSentence): boolean => isSentence(candidate.text)

function isEnough(chosen: readonly RankedSentence[], length: SummaryLength): boolean {
  if (chosen.length === 0) return false
  if (length === 'short') return true
  const characters = sum(chosen.map(({ candidate }) => candidate.length.characters))
  const words = sum(chosen.map(({ candidate }) => candidate.length.words))
  return isChinese({ characters, words }) ? characters + words >= enough.characters : words >= enough.words
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Sentences as they stand in their post. */
export const inOrder = (sentences: readonly RankedSentence[]): RankedSentence[] =>
  sentences.toSorted((a, b) => a.candidate.order - b.candidate.order)

/** The share of the shorter sentence's terms that the other has too. */
export function likeness(a: RankedSentence, b: RankedSentence): number {
  const [own, others] = [new Set(a.candidate.terms), new Set(b.candidate.terms)]
  const shared = [...own].filter(term => others.has(term)).length
  return shared / Math.max(1, Math.min(own.size, others.size))
}
