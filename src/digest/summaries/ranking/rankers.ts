import type { Rankers } from '../extract.ts'
import fitted from './fitted.json' with { type: 'json' }
import type { Ranker } from './ranker.ts'

/** The rankers that `npm run eval:fit` has fitted; tests/eval/README.md tells on what. */
export const rankers: Rankers = { zh: toRanker(fitted.zh), en: toRanker(fitted.en) }

/** How a ranker is kept: its terms by the number of posts that have them, as `{ "3": "a b c" }`. */
export interface WrittenRanker {
  weights: Ranker['weights']
  posts: number
  terms: Record<string, string>
}

function toRanker({ weights, posts, terms }: WrittenRanker): Ranker {
  const postsWith = new Map<string, number>()
  for (const [count, list] of Object.entries(terms))
    for (const term of list.split(' ')) postsWith.set(term, Number(count))
  return { weights, background: { posts, postsWith } }
}
