import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { Days, Segment, Term } from '../subscribers/segment/segment.ts'
import type { Tables } from './tables.ts'

type People = ExpressionBuilder<Tables, 'subscribers'>
type Condition = ExpressionWrapper<Tables, 'subscribers', SqlBool>

/** Whether a person is in a segment. It is never NULL, which `not` would leave as it is. */
export function inSegment(eb: People, segment: Segment): Condition {
  switch (segment.kind) {
    case 'and':
      return eb.and(segment.parts.map(part => inSegment(eb, part)))
    case 'or':
      return eb.or(segment.parts.map(part => inSegment(eb, part)))
    case 'not':
      return eb.not(inSegment(eb, segment.part))
    default:
      return eb.and([termMet(segment)])
  }
}

function termMet(term: Term) {
  switch (term.kind) {
    case 'tag':
      return hasTag(term.tag)
    case 'language':
      return isOfLanguage(`${term.language}-`)
    case 'domain':
      return sql<SqlBool>`(substr(mailbox, ${-term.domain.length - 1}) = ${`@${term.domain}`})`
    case 'since':
      return isSince(term)
    case 'attribute':
      return hasAttribute(term.name, term.value)
  }
}

/** Whether a person has a tag. */
export const hasTag = (tag: string) =>
  sql<SqlBool>`EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ${tag})`

const isSince = ({ from = '', to = '9999-12-31' }: Days) =>
  sql<SqlBool>`(substr(since, 1, 10) BETWEEN ${from} AND ${to})`

const isOfLanguage = (start: string) =>
  sql<SqlBool>`(substr(coalesce(language, '') || '-', 1, ${start.length}) = ${start})`

const hasAttribute = (name: string, value: string) =>
  sql<SqlBool>`EXISTS (SELECT 1 FROM json_each(attributes) AS given
    WHERE given.key = ${name} AND (${isWritten('given', value)} OR EXISTS (
      SELECT 1 FROM json_each(CASE given.type WHEN 'array' THEN given.value ELSE '[]' END) AS item
      WHERE ${isWritten('item', value)})))`

/** Whether a value of JSON is written so. Numbers are compared as such: SQLite writes some in another way. */
function isWritten(row: 'given' | 'item', value: string) {
  const [type, found] = [sql.ref(`${row}.type`), sql.ref(`${row}.value`)]
  const number = String(Number(value)) === value ? Number(value) : null
  return sql<SqlBool>`((${type} = 'text' AND ${found} = ${value})
    OR (${type} IN ('integer', 'real') AND ${found} = ${number})
    OR (${type} IN ('true', 'false') AND ${type} = ${value}))`
}
