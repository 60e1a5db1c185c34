import { PostError } from '../errors.ts'
import { readDate } from './dates.ts'
import type { Day } from './days.ts'
import { decodeText } from './decode-text.ts'
import { type Header, listAt } from './header.ts'
import { hiddenReason } from './hidden.ts'
import { languageOf } from './language.ts'
import type { NotAPost, Post } from './post.ts'
import { type HeaderReading, readHeader } from './read-header.ts'
import { titleOf } from './title.ts'

const markdownFile = /\.(md|mdx|markdown|mdown|mkd)$/i
const pageOfAFolder =
  /(^|\/)(_index|readme|contributing|license|changelog)(\.[\w-]+)?\.\w+$|^(index|404|about)\.\w+$/i

/** Why a file is no post by its name alone, so that it need not be opened. */
export function notAPostByName(path: string): string | undefined {
  if (!markdownFile.test(path)) return 'not a Markdown file'
  return pageOfAFolder.test(path) ? 'a page about its folder, not a post' : undefined
}

/** Reads one file of the content folder; `today` decides what is in the future. Never throws for what stands in the file. */
export function readPost(path: string, bytes: Uint8Array, today: Day): Post | NotAPost {
  const decoded = decodeText(bytes)
  if (!decoded) return { path, reason: 'not text: it has NUL bytes, as binary files do' }
  if (decoded.text.trim() === '') return { path, reason: 'empty' }
  const reading = tryHeader(decoded.text)
  return 'problem' in reading
    ? { path, reason: reading.problem }
    : toPost(path, reading, decoded.warnings, today)
}

/** The Markdown below the header of a post, with `\n` line ends. */
export function readBody(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  return decoded ? readHeader(decoded.text).body : ''
}

function tryHeader(text: string): HeaderReading | { problem: string } {
  try {
    return readHeader(text)
  } catch (error) {
    if (error instanceof PostError) return { problem: error.message }
    throw error
  }
}

function toPost(
  path: string,
  { header, body, warnings }: HeaderReading,
  decoding: string[],
  today: Day,
): Post {
  const reading = readDate(header, path)
  const hidden = hiddenReason(header, path, reading.date, today)
  return {
    path,
    title: titleOf(header, body, path),
    ...(reading.date && { date: reading.date }),
    language: languageOf(header, path, body),
    header,
    categories: categoriesOf(header),
    tags: listAt(header, ['tags', 'tag', 'keywords']),
    ...(hidden && { hidden }),
    warnings: [...decoding, ...warnings, ...reading.warnings],
  }
}

const categoriesOf = (header: Header): string[] =>
  listAt(header, ['categories', 'category', 'section', '分类'])
