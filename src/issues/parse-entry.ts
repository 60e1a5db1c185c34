import type { Root } from 'mdast'
import { parseMarkdown } from '../posts/markdown/markdown.ts'

const most = { texts: 4000, characters: 10_000 }
const known = new Map<string, Root>()

/** The tree of an entry, to be read only: composing asks for the same few texts again and again until they fit. */
export function parseEntry(text: string): Root {
  const found = known.get(text)
  if (found) return found
  const root = parseMarkdown(text)
  if (text.length > most.characters) return root
  if (known.size === most.texts) known.clear()
  known.set(text, root)
  return root
}
