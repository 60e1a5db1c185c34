/** Which people of the list are meant, in the normal form that `parseSegment` gives. */
export type Segment =
  | Term
  /** At least two parts, none of them of the same kind. */
  | { kind: 'and' | 'or'; parts: readonly Segment[] }
  | { kind: 'not'; part: Segment }

/** One thing that a segment asks of a person; people of whom it is not known do not have it. */
export type Term =
  | { kind: 'tag'; tag: string }
  /** A BCP 47 tag, which means longer ones too: `zh` those of `zh-CN` and `zh-TW`. */
  | { kind: 'language'; language: string }
  /** In ASCII and lower case; domains below it are others. */
  | { kind: 'domain'; domain: string }
  | ({ kind: 'since' } & Days)
  /** Text, a number or a boolean, compared as text; or one of a list of those. */
  | { kind: 'attribute'; name: string; value: string }

/** Days in UTC such as `2026-01-01`, both included; at least one of them is there. */
export interface Days {
  from?: string
  to?: string
}

/** The tags that a segment names. */
export function tagsNamed(segment: Segment): string[] {
  if (segment.kind === 'and' || segment.kind === 'or') return segment.parts.flatMap(tagsNamed)
  if (segment.kind === 'not') return tagsNamed(segment.part)
  return segment.kind === 'tag' ? [segment.tag] : []
}
