import { writeDays } from './days.ts'
import type { Segment, Term } from './segment.ts'

/** A segment as a text that `parseSegment` reads as the same segment. */
export function writeSegment(segment: Segment): string {
  switch (segment.kind) {
    case 'or':
      return segment.parts.map(writeSegment).join(' or ')
    case 'and':
      return segment.parts.map(part => within(part, ['or'])).join(' and ')
    case 'not':
      return `not ${within(segment.part, ['and', 'or'])}`
    default:
      return writeTerm(segment)
  }
}

const within = (part: Segment, loose: readonly Segment['kind'][]): string =>
  loose.includes(part.kind) ? `(${writeSegment(part)})` : writeSegment(part)

function writeTerm(term: Term): string {
  switch (term.kind) {
    case 'tag':
      return `tag:${quotedWhereNeeded(term.tag)}`
    case 'language':
      return `language:${term.language}`
    case 'domain':
      return `domain:${term.domain}`
    case 'since':
      return `since:${writeDays(term)}`
    case 'attribute':
      return `attribute.${quotedWhereNeeded(term.name)}:${quotedWhereNeeded(term.value)}`
  }
}

const quotedWhereNeeded = (text: string): string =>
  /^[\p{L}\p{M}\p{N}._/+#@-]+$/u.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
