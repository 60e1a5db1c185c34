import fc from 'fast-check'
import { readDays } from '../../../src/subscribers/segment/days.ts'
import type { Segment } from '../../../src/subscribers/segment/segment.ts'

const tags = ['beta', 'and', '早期 读者', 'a "b" \\ (c), d']
const languages = ['zh', 'zh-CN', 'en']
const domains = ['qq.com', 'xn--mnchen-3ya.de']
const values = ['pro', 'a b', '3', '1.5', '-2', '03', 'true', 'false', 'null', '1e+21', 'it "is"', '']
export const some = { tags, languages, domains, values, names: ['plan', 'my plan', 'a.b', '城市"'] }
const days = ['2026-01-18', '2026-01-19..2026-01-20', '>=2026-01-19', '<=2026-01-18']

const term: fc.Arbitrary<Segment> = fc.oneof(
  fc.record({ kind: fc.constant('tag' as const), tag: fc.constantFrom(...tags) }),
  fc.record({ kind: fc.constant('language' as const), language: fc.constantFrom(...languages) }),
  fc.record({ kind: fc.constant('domain' as const), domain: fc.constantFrom(...domains) }),
  fc.constantFrom(...days).map(text => ({ kind: 'since' as const, ...readDays(text) })),
  fc.record({
    kind: fc.constant('attribute' as const),
    name: fc.constantFrom(...some.names),
    value: fc.constantFrom(...values.filter(Boolean)),
  }),
)

/** Segments in their normal form. */
export const aSegment: fc.Arbitrary<Segment> = fc.letrec<Record<'any' | 'and' | 'or' | 'not', Segment>>(
  tie => {
    const joined = (kind: 'and' | 'or', ...others: ('and' | 'or' | 'not')[]) =>
      fc
        .array(fc.oneof({ maxDepth: 3 }, term, ...others.map(other => tie(other))), {
          minLength: 2,
          maxLength: 3,
        })
        .map(parts => ({ kind, parts }))
    return {
      and: joined('and', 'or', 'not'),
      or: joined('or', 'and', 'not'),
      not: tie('any').map(part => ({ kind: 'not' as const, part })),
      any: fc.oneof({ maxDepth: 3 }, term, tie('and'), tie('or'), tie('not')),
    }
  },
).any
