import { RowError } from '../list-format.ts'
import { found } from './found.ts'

/** In characters. */
const longestTag = 60

/** The tags of a cell, between separators such as `;`; throws a RowError for what cannot be a tag. */
export const readTags = (cell: string, separator: string | RegExp): string[] =>
  checkedTags(cell.trim() === '' ? [] : cell.split(separator))

/** Tags, each once and sorted; throws a RowError for what cannot be a tag. */
export function checkedTags(written: readonly string[]): string[] {
  const tags = written.map(tag => tag.trim()).filter(tag => tag !== '')
  for (const tag of tags) {
    if (tag.length > longestTag)
      throw new RowError(`a tag of ${tag.length} characters: ${found(tag)}, expected at most ${longestTag}`)
    if (/[\p{Cc}\u2028\u2029]/u.test(tag) || !tag.isWellFormed())
      throw new RowError(`a line break or a control character in a tag: ${found(tag)}`)
  }
  return [...new Set(tags)].sort()
}

/** Mailchimp's tags, `"tag one","tag two"`. */
export function readQuotedTags(cell: string): string[] {
  const tags = quotedParts(cell).map(part => {
    const written = part.trim()
    const tag = written.startsWith('"') ? written.replace(/^"|"$/g, '').replaceAll('""', '"') : written
    // A comma or semicolon would part the tag wherever tags are written in a row.
    return tag.replace(/[,;]+/g, ' ').replace(/ {2,}/g, ' ')
  })
  return checkedTags(tags)
}

function quotedParts(cell: string): string[] {
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < cell.length; at++) {
    if (cell[at] === '"') isQuoted = !isQuoted
    if (cell[at] !== ',' || isQuoted) continue
    parts.push(cell.slice(start, at))
    start = at + 1
  }
  return [...parts, cell.slice(start)]
}

/** Tags as Mailchimp writes them. */
export const quotedTags = (tags: readonly string[]): string =>
  tags.map(tag => `"${tag.replaceAll('"', '""')}"`).join(',')
