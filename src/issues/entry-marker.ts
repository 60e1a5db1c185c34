/** The comment below the heading of an entry: the post that it was composed from, and the hash of its text. */
export interface EntryMarker {
  post: string
  hash: string
  length: number
}

const marker = /^ *<!--\s*post:([^>·]*)·\s*generated:\s*([0-9a-f]+)\s*-->/
const markerLine = /^ {0,3}<!--\s*post:[^>·\n]*·[^>\n]*-->/gm

/** The marker that a text begins with. */
export function readMarker(text: string): EntryMarker | undefined {
  const [whole = '', path = '', hash = ''] = marker.exec(text) ?? []
  return path.trim() === '' ? undefined : { post: decodePath(path.trim()), hash, length: whole.length }
}

/** The comment that stands below the heading of an entry. */
export const writeMarker = (post: string, hash: string): string =>
  `<!-- post: ${encodePath(post)} · generated: ${hash} -->`

/** The posts that a whole issue has entries of, found without parsing it. */
export const markedPosts = (text: string): string[] =>
  [...text.matchAll(markerLine)].flatMap(([comment]) => readMarker(comment)?.post ?? [])

// A `>` or a line break in a file name would end the comment.
const encodePath = (path: string): string => path.replace(/[%>\p{Cc}·]/gu, encodeURIComponent)

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
