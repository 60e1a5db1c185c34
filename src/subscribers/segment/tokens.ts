import { type Piece, segmentError } from './segment-error.ts'

/** A piece of a segment's text: a sign, a word such as `and`, a term such as `tag:beta`, or the end. */
export interface Token extends Piece {
  kind: '(' | ')' | 'and' | 'or' | 'not' | 'term' | 'end'
}

const space = /\s*/y
const sign = /[()]/y
const piece = /(?:"(?:[^"\\]|\\.)*"|[^\s()"])+/suy

/** The tokens of a segment, the end as the last one; throws a SubscriberError for a quote that is not closed. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = after(space, text, 0); at < text.length; ) {
    const end = after(sign, text, at) || after(piece, text, at) || at
    if (text[end] === '"') throw segmentError(pieceOf(text, end, text.length), 'a quote at its end as well')
    const token = pieceOf(text, at, end)
    tokens.push({ ...token, kind: kindOf(token.text) })
    at = after(space, text, end)
  }
  return [...tokens, { ...pieceOf(text, text.length, text.length), kind: 'end' }]
}

const pieceOf = (text: string, from: number, to: number): Piece => ({
  text: text.slice(from, to),
  column: from + 1,
})

/** Where a match that begins at a place ends; 0 where there is none. */
function after(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  pattern.test(text)
  return pattern.lastIndex
}

const words = ['(', ')', 'and', 'or', 'not'] as const

const kindOf = (text: string): Token['kind'] => words.find(word => word === text.toLowerCase()) ?? 'term'
