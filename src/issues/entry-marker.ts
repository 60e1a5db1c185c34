/** The comment below the heading of an entry: the post that it was composed from, and the hash of its text. */
export interface EntryMarker {
  post: string
  hash: string
  length: number
  wish?: Wish
  /** The language model that wrote the summary. */
  model?: string
}

/** `more`: composing found no room for more than the title; `whole`: the editor took it out of that list. */
export type Wish = 'more' | 'whole'

const marker =
  /^ *<!--\s*post:([^>·]*)·(?:\s*(more|whole)\s*·)?\s*generated:\s*([0-9a-f]+)\s*(?:·\s*model:([^>·]*))?-->/
const markerLine = /^ {0,3}<!--\s*(?:post:[^>·\n]*·|also:)[^>\n]*-->/gm
const also = /^ *<!--\s*also:([^>·]*)-->/

/** The marker that a text begins with. */
export function readMarker(text: string): EntryMarker | undefined {
  const [whole = '', path = '', wish, hash = '', model = ''] = marker.exec(text) ?? []
  if (path.trim() === '') return undefined
  const by = decode(model.trim())
  return {
    post: decode(path.trim()),
    hash,
    length: whole.length,
    ...((wish === 'more' || wish === 'whole') && { wish }),
    ...(by && { model: by }),
  }
}

/** The comment that stands below the heading of an entry. */
export function writeMarker(
  post: string,
  hash: string,
  { wish, model }: Pick<EntryMarker, 'wish' | 'model'> = {},
): string {
  const wished = wish ? ` ${wish} ·` : ''
  const by = model ? ` · model: ${encode(model)}` : ''
  return `<!-- post: ${encode(post)} ·${wished} generated: ${hash}${by} -->`
}

/** The comment that names another post whose entry this is too. */
export const writeAlso = (post: string): string => `<!-- also: ${encode(post)} -->`

/** The posts that a whole issue has entries of, found without parsing it; those told in the entry of another, too. */
export const markedPosts = (text: string): string[] =>
  [...text.matchAll(markerLine)].flatMap(([comment]) => readMarker(comment)?.post ?? alsoIn(comment))

/** The posts that comments in an entry name as told by it too. */
export const alsoMarked = (text: string): string[] =>
  [...text.matchAll(markerLine)].flatMap(([comment]) => alsoIn(comment))

const titlesOnly = /^ {0,3}<!--\s*more\b/m

/** True for the text below the heading of the section where only titles stand; editors may rename and move it. */
export const isMarkedMore = (text: string): boolean => titlesOnly.test(text)

function alsoIn(comment: string): string[] {
  const path = also.exec(comment)?.[1]?.trim() ?? ''
  return path === '' ? [] : [decode(path)]
}

// A `>` or a line break in a file name would end the comment.
const encode = (text: string): string => text.toWellFormed().replace(/[%>\p{Cc}·]/gu, encodeURIComponent)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
