import type { Root } from 'mdast'
import { refersBack } from '../../src/digest/summaries/back-reference.ts'
import { passageOf } from '../../src/digest/summaries/candidates.ts'
import { lexRank } from '../../src/digest/summaries/ranking/lexrank.ts'
import { type Background, vectorOf } from '../../src/digest/summaries/ranking/term-vectors.ts'
import { joinSentences } from '../../src/digest/summaries/sentences.ts'

/** The first one, two and three sentences of a post's prose, quotations, lists and fragments aside. */
export function leads(root: Root): [one: string, two: string, three: string] {
  const sentences = proseOf(root).map(({ text }) => text)
  return [1, 2, 3].map(count => joinSentences(sentences.slice(0, count))) as [string, string, string]
}

/** The sentence that is most central among the others. */
export function lexRankSummary(root: Root, background: Background): string {
  const sentences = proseOf(root)
  const ranks = lexRank(sentences.map(({ terms }) => vectorOf(terms, background)))
  const best = ranks.indexOf(Math.max(...ranks))
  return sentences[best]?.text ?? ''
}

function proseOf(root: Root) {
  const { candidates } = passageOf(root)
  const prose = candidates.filter(({ kind, text }) => kind === 'paragraph' && !refersBack(text))
  return prose.length > 0 ? prose : candidates
}
