/** The comment below the heading of an entry: the post that it was composed from, and the hash of its text. */
export interface EntryMarker {
  post: string
  hash: string
  length: number
  /** The language model that wrote the summary. */
  model?: string
}

const marker = /^ *<!--\s*post:([^>·]*)·\s*generated:\s*([0-9a-f]+)\s*(?:·\s*model:([^>·]*))?-->/
const markerLine = /^ {0,3}<!--\s*post:[^>·\n]*·[^>\n]*-->/gm

/** The marker that a text begins with. */
export function readMarker(text: string): EntryMarker | undefined {
  const [whole = '', path = '', hash = '', model = ''] = marker.exec(text) ?? []
  if (path.trim() === '') return undefined
  const by = decode(model.trim())
  return { post: decode(path.trim()), hash, length: whole.length, ...(by && { model: by }) }
}

/** The comment that stands below the heading of an entry. */
export const writeMarker = (post: string, hash: string, model?: string): string =>
  `<!-- post: ${encode(post)} · generated: ${hash}${model ? ` · model: ${encode(model)}` : ''} -->`

/** The posts that a whole issue has entries of, found without parsing it. */
export const markedPosts = (text: string): string[] =>
  [...text.matchAll(markerLine)].flatMap(([comment]) => readMarker(comment)?.post ?? [])

// A `>` or a line break in a file name would end the comment.
const encode = (text: string): string => text.toWellFormed().replace(/[%>\p{Cc}·]/gu, encodeURIComponent)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
