import type { FootnoteDefinition, Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import type { LineLink } from './line.ts'
import { linksOfReference } from './named-links.ts'
import { passagesOf } from './passages.ts'

/** The definitions of a post's footnotes, by their names. */
export type Footnotes = ReadonlyMap<string, FootnoteDefinition>

/** Every footnote of a post; of two with one name, the first. */
export function footnotesOf(root: Root): Footnotes {
  const notes = new Map<string, FootnoteDefinition>()
  visit(root, 'footnoteDefinition', note => {
    if (!notes.has(note.identifier)) notes.set(note.identifier, note)
  })
  return notes
}

/** The links of the footnotes that a text calls, in the order in which it does. */
export function linksOfFootnotes(blocks: readonly RootContent[], footnotes: Footnotes): LineLink[] {
  if (footnotes.size === 0) return []
  const called = new Set<FootnoteDefinition>()
  visit({ type: 'root', children: [...blocks] } as Root, 'footnoteReference', ({ identifier }) => {
    const note = footnotes.get(identifier)
    if (note) called.add(note)
  })
  return [...called].flatMap(note =>
    passagesOf(note.children).flatMap(({ lines }) => lines.flatMap(line => linksOfReference(line))),
  )
}
