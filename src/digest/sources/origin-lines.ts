import { endsInOrigin, isOriginal, isOriginLine, isOtherRole, originLabelOf } from './credit-lines.ts'
import type { Line, LineLink } from './line.ts'

const endOfSentence = /[\p{Ll}\d)\]"'’”»][.!?]["'’”)\]]?\s+(?=["'“‘(]?\p{Lu})/gu
const pointsBack = /\b(?:original(?:ly)?|here|it|there)\b/i
const longestNote = 2000

/** The links of lines that say where the whole text comes from. */
export const originLinksIn = (lines: readonly Line[]): LineLink[] =>
  lines.flatMap((line, at) => {
    if (!isOriginLine(line.text)) return originAtEnd(line)
    if (line.links.length > 0) return originLabelOf(line.text) ? ofOrigin(line) : ofSentence(ofOrigin(line))
    const next = lines[at + 1]
    return next && /[:：]$/.test(line.text) ? ofOrigin(next) : []
  })

/** The links of a line but those to people, licences and buttons. */
export const ofOrigin = ({ links }: Line): LineLink[] =>
  links.filter(({ title, before }) => !isOtherRole(title, before))

// `Originally published in 2015. See [the new guide](u)` is followed by other things.
function ofSentence(links: readonly LineLink[]): LineLink[] {
  const end = links.findIndex(
    ({ title, before }) =>
      (before + title).slice(-longestNote).search(endOfSentence) >= 0 && !pointsBack.test(title),
  )
  return end < 0 ? [...links] : links.slice(0, end)
}

function originAtEnd(line: Line): LineLink[] {
  const named = line.links.filter(({ title }) => isOriginal(title, line.text))
  return named.length > 0 ? named : ofLastSentence(line)
}

function ofLastSentence(line: Line): LineLink[] {
  if (line.links.length === 0 || line.text.length > longestNote) return []
  const start = [...line.text.matchAll(endOfSentence)].map(({ index, 0: mark }) => index + mark.length).at(-1)
  const sentence = start === undefined ? '' : line.text.slice(start)
  // In plain text only a sentence about "this post" is surely about the post.
  if (!endsInOrigin(sentence) || !(line.isNote || /^\W*this\b/i.test(sentence))) return []
  return ofOrigin({ ...line, links: line.links.slice(-linksIn(line, sentence.length)) })
}

/** How many links a line has in its last characters; at least 1. */
function linksIn({ links, tail }: Line, length: number): number {
  let room = length - tail.trimEnd().length
  const count = links.toReversed().findIndex(({ title, before }) => {
    room -= title.length + before.length
    return room <= 0
  })
  return count < 0 ? links.length : count + 1
}
