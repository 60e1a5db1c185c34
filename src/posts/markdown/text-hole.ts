import type { PostSource } from './post-source.ts'
import { unknown } from './tag-in-address.ts'

/** In characters; nothing but tags goes on longer. */
const nextWords = 60
const tags = /<[^<>]*(?:>|$)|\{[^{}]*(?:\}|$)/g
const word = /[\p{L}\p{N}]/u

/** What stands in the text for what was cut out of it up to `end`: a mark, or nothing where no other words stand in the line. */
export function holeAt(source: PostSource, end: number): string {
  if (source.hasWordInLine) return unknown
  const [rest = ''] = source.text.slice(end, end + nextWords).split('\n')
  return word.test(rest.replace(tags, '')) ? unknown : ''
}
