import { SubscriberError } from '../../errors.ts'
import { readTerm } from './read-term.ts'
import type { Segment } from './segment.ts'
import { type Piece, segmentError } from './segment-error.ts'
import { readTokens, type Token } from './tokens.ts'
import { writeSegment } from './write-segment.ts'

/** In characters. */
const longest = 2000
/** Parentheses, and `not`, within each other. */
const deepest = 20

/**
 * Reads a segment such as `tag:beta and language:zh-CN`. `not` binds before `and`, `and` before `or`; terms side by
 * side mean `and`. Throws a SubscriberError for any other text, and for more than 2000 characters.
 */
export function parseSegment(text: string): Segment {
  assertLength(text)
  assertPlain(text)
  const tokens = new Tokens(readTokens(text))
  const segment = readEither(tokens, 0)
  if (tokens.next.kind !== 'end') throw segmentError(tokens.next, '"and", "or", a term or the end')
  // Written in full it has to be readable again, wherever it is kept.
  assertLength(writeSegment(segment))
  return segment
}

class Tokens {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get next(): Token {
    return this.#tokens[this.#at] as Token
  }

  /** Goes on behind the next token where it is of a kind. */
  take(kind: Token['kind']): boolean {
    const isTaken = this.next.kind === kind
    if (isTaken) this.#at += 1
    return isTaken
  }
}

function readEither(tokens: Tokens, depth: number): Segment {
  const parts = [readBoth(tokens, depth)]
  while (tokens.take('or')) parts.push(readBoth(tokens, depth))
  return joined('or', parts)
}

function readBoth(tokens: Tokens, depth: number): Segment {
  const parts = [readPart(tokens, depth)]
  while (tokens.take('and') || ['not', '(', 'term'].includes(tokens.next.kind))
    parts.push(readPart(tokens, depth))
  return joined('and', parts)
}

function readPart(tokens: Tokens, depth: number): Segment {
  const token = tokens.next
  if (depth > deepest) throw segmentError(token, `at most ${deepest} parentheses and "not" within each other`)
  if (tokens.take('not')) return { kind: 'not', part: readPart(tokens, depth + 1) }
  if (tokens.take('(')) return readInner(tokens, token, depth + 1)
  if (tokens.take('term')) return readTerm(token)
  throw segmentError(token, 'a term such as tag:beta')
}

function readInner(tokens: Tokens, opening: Piece, depth: number): Segment {
  const inner = readEither(tokens, depth)
  if (tokens.take(')')) return inner
  throw segmentError(tokens.next, `")" for the "(" at column ${opening.column}`)
}

function joined(kind: 'and' | 'or', parts: readonly Segment[]): Segment {
  const [only, ...more] = parts
  if (only !== undefined && more.length === 0) return only
  return { kind, parts: parts.flatMap(part => (part.kind === kind ? part.parts : [part])) }
}

function assertLength(text: string): void {
  if (text.length > longest)
    throw new SubscriberError(
      `A segment of ${text.length} characters, written in full: expected at most ${longest}`,
      { wayOut: 'Give these people a tag with "masthead subscribers tag", and name the tag.' },
    )
}

function assertPlain(text: string): void {
  const at = text.search(/[^\P{Cc}\t\n\r]|\p{Cs}/u)
  if (at >= 0)
    throw segmentError({ text: text.slice(at, at + 1), column: at + 1 }, 'no control or broken character')
}
