import type { Root } from 'mdast'
import { parseMarkdown } from '../posts/markdown/markdown.ts'

/** A tree takes some twenty times the room of its text. */
const mostCharacters = 4_000_000
const known = new Map<string, Root>()
let characters = 0

/** The tree of an entry, to be read only: composing asks for the same few texts again and again until they fit. */
export function parseEntry(text: string): Root {
  const found = known.get(text)
  if (found) return found
  const root = parseMarkdown(text)
  if (characters + text.length > mostCharacters) {
    known.clear()
    characters = 0
  }
  characters += text.length
  known.set(text, root)
  return root
}
