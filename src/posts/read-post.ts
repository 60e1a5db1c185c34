import { PostError } from '../errors.ts'
import { decodeText } from './content/decode-text.ts'
import { readDate } from './dates.ts'
import { parseJson } from './headers/formats.ts'
import { type Header, listAt, textAt } from './headers/header.ts'
import { type HeaderReading, readHeader } from './headers/read-header.ts'
import { hiddenReason, visibilityOf } from './hidden.ts'
import { languageOf } from './language.ts'
import { pageReason } from './pages.ts'
import type { NotAPost, WholePost } from './post.ts'
import { titleOf } from './title.ts'

/** Where lists may stand in a header, the first one first. */
export const listKeys = {
  categories: ['categories', 'category', 'section', 'taxonomies.categories', 'taxonomy.category', '分类'],
  tags: ['tags', 'tag', 'topics', 'keywords', 'taxonomies.tags', 'taxonomy.tag', '标签'],
  authors: ['authors', 'author', 'taxonomies.authors', 'extra.author', '作者'],
}

/** The JSON file beside a post: its text, or why it was not read. */
export type Sidecar = { text: string } | { problem: string }

/** Reads one file of the content folder, with the JSON file beside it, or why that was not read. Never throws for what stands in it. */
export function readPost(path: string, bytes: Uint8Array, beside?: Sidecar): WholePost | NotAPost {
  const decoded = decodeText(bytes)
  if (!decoded) return { path, reason: 'not text: it has NUL bytes, as binary files do' }
  if (decoded.text.trim() === '') return { path, reason: 'empty' }
  const reading = tryHeader(decoded.text)
  if ('problem' in reading) return { path, reason: reading.problem }
  const warnings = [...decoded.warnings, ...reading.warnings]
  if (beside === undefined) return toPost(path, { ...reading, warnings })
  if ('problem' in beside) return toPost(path, { ...reading, warnings: [...warnings, beside.problem] })
  const sidecar = parseJson(beside.text, (_, what) => warnings.push(`in the JSON file beside it: ${what}`))
  return toPost(path, { ...reading, header: { ...reading.header, sidecar }, warnings })
}

function tryHeader(text: string): HeaderReading | { problem: string } {
  try {
    return readHeader(text)
  } catch (error) {
    if (error instanceof PostError) return { problem: error.message }
    throw error
  }
}

function toPost(path: string, { header, body, warnings }: HeaderReading): WholePost {
  const { date, warnings: ofDate } = readDate(header, path)
  const { title, titleFrom } = titleOf(header, body, path)
  const odd = [...warnings, ...ofDate]
  const { publishes, expires } = visibilityOf(header, odd)
  const hidden = pageReason(path, header, date) ?? hiddenReason(header, path)
  const translationKey = translationKeyOf(header)
  const post: WholePost = {
    path,
    title,
    titleFrom,
    language: languageOf(header, path, title, body),
    format: header.format,
    header,
    body,
    categories: listAt(header, listKeys.categories).filter(name => !/^\d+$/.test(name)),
    tags: listAt(header, listKeys.tags),
    authors: listAt(header, listKeys.authors).map(withoutMarkup),
    warnings: odd,
  }
  if (date) post.date = date
  if (publishes) post.publishes = publishes
  if (expires) post.expires = expires
  if (hidden) post.hidden = hidden
  if (translationKey) post.translationKey = translationKey
  return post
}

// `[Name](https://…)`, `Name <name@example.org>` and `<i>Name</i>` are all written.
const withoutMarkup = (name: string): string =>
  name
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<[^<>]*>|https?:\/\/\S+|^\[\[|\]\]$/g, '')
    .replace(/^(?:and|&|和|与)\s+/, '')
    .trim()

const translationKeys = ['translationKey', 'translationId', 'langRef']
const keysBesideLanguage = ['ref', 'pageId', 'i18nKey']

// `ref` alone may mean anything.
function translationKeyOf(header: Header): string | undefined {
  const isLabelled = textAt(header, ['lang', 'language', 'locale']) !== undefined
  return textAt(header, isLabelled ? [...translationKeys, ...keysBesideLanguage] : translationKeys)
}
