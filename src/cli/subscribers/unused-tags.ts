import { tagsNamed } from '../../subscribers/segment/segment.ts'
import type { SubscriberFilter, SubscriberStore } from '../../subscribers/subscriber-store.ts'
import type { Terminal } from '../terminal.ts'

/** How many tags are told: a list may have thousands. */
const mostTold = 20

/** Warns of tags that a filter names and nobody has: where it says `not`, a misspelt one leaves nobody out. */
export async function warnOfUnusedTags(
  terminal: Terminal,
  store: SubscriberStore,
  { tag, segment }: SubscriberFilter,
): Promise<void> {
  const named = new Set([...(tag ? [tag] : []), ...(segment ? tagsNamed(segment) : [])])
  const unused: string[] = []
  for (const tag of named) if ((await store.countOf({ tag })) === 0) unused.push(tag)
  if (unused.length === 0) return
  const { byTag } = await store.count(new Date())
  const there = byTag.slice(0, mostTold).map(({ tag }) => `"${tag}"`)
  const rest = byTag.length > mostTold ? `, and ${byTag.length - mostTold} more` : ''
  const tags =
    there.length === 0 ? 'No active person has any' : `Active people have ${there.join(', ')}${rest}`
  terminal.warn(`Nobody has the tag ${unused.map(tag => `"${tag}"`).join(' or ')}. ${tags}.`)
}
