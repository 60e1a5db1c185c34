import type { OpenTag } from './html-tokens.ts'

/** What stands in a text from `start` to before `end`, replaced. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** The text with all edits made, which stand in their order and do not overlap; everything else stays to the character. */
export function withEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const edit of edits) {
    pieces.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  return pieces.join('') + text.slice(at)
}

/** Edits of one tag that give attributes new values; undefined takes an attribute out. */
export function attributeEdits(
  tag: OpenTag,
  values: ReadonlyMap<string, string | undefined>,
): readonly Edit[] {
  const edits: Edit[] = []
  const known = new Set<string>()
  for (const { name, start, end } of tag.attributes) {
    // Of an attribute that stands twice, browsers read the first.
    if (!values.has(name) || known.has(name)) continue
    known.add(name)
    edits.push({ start, end, text: written(name, values.get(name)) })
  }
  const added = [...values].filter(([name, value]) => !known.has(name) && value !== undefined)
  if (added.length === 0) return edits
  const at = tag.start + 1 + tag.name.length
  return [
    { start: at, end: at, text: added.map(([name, value]) => ` ${written(name, value)}`).join('') },
    ...edits,
  ]
}

function written(name: string, value: string | undefined): string {
  return value === undefined ? '' : `${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`
}
