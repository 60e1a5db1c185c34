import { decodeText } from './content/decode-text.ts'
import { dateKeys, type PostDate } from './dates.ts'
import { entriesAt, type Header, listEntry, textEntry } from './headers/header.ts'
import type { WholePost } from './post.ts'
import { listKeys } from './read-post.ts'
import type { Selection } from './selection/select-posts.ts'
import type { Window } from './selection/window.ts'
import { titleKeys } from './title.ts'

/** One field of a post: what it is, and where that was found. */
export interface ExplainedField {
  field: string
  value: string
  from: string
}

/** A field that was read from the keys of the header, or else from the text. */
export interface TextField {
  field: string
  value: string
  keys: readonly string[]
}

/** One post: its fields with their origins, and its place in a selection. */
export interface ExplainedPost {
  path: string
  fields: readonly ExplainedField[]
  translations: readonly string[]
  warnings: readonly string[]
  window: Window
  status: 'selected' | 'left-out'
  /** Why it is left out. */
  reason: string | null
}

/**
 * Where each field of a post came from, by header key and line, file name, or heading, and why it is in a selection or
 * not; `bytes` are those of its file.
 */
export function explainPost(
  post: WholePost,
  bytes: Uint8Array,
  { leftOut, window }: Selection,
  textFields: readonly TextField[],
): ExplainedPost {
  const reason = leftOut.find(({ path }) => path === post.path)?.reason ?? null
  const { path, translations = [], warnings } = post
  const status = reason === null ? 'selected' : 'left-out'
  const text = decodeText(bytes)?.text ?? ''
  const fields = [...fieldsOf(post, text), ...textFields.map(field => explained(field, post.header, text))]
  return { path, fields, translations, warnings, window, status, reason }
}

function explained({ field, value, keys }: TextField, header: Header, text: string): ExplainedField {
  const name = value.slice(value.lastIndexOf('/') + 1)
  // A picture may stand in a map.
  const inMap = entriesAt(header, keys).find(
    entry => name !== '' && JSON.stringify(entry.value).includes(name),
  )
  const key = (textEntry(header, keys) ?? inMap)?.key
  return { field, value, from: fromHeader(header, key, text) || (value ? 'the text' : '') }
}

function fieldsOf(post: WholePost, text: string): ExplainedField[] {
  const { header } = post
  const said = (keys: readonly string[]) => fromHeader(header, textEntry(header, keys)?.key, text)
  const listed = (keys: readonly string[]) => fromHeader(header, listEntry(header, keys)?.key, text)
  const { time = '', day } = post.date ?? {}
  return [
    {
      field: 'header',
      value: header.format,
      from: header.format === 'none' ? '' : 'the start of the file',
    },
    {
      field: 'title',
      value: post.title,
      from: post.titleFrom === 'header' ? said(titleKeys) : inTitle[post.titleFrom],
    },
    {
      field: 'day',
      value: day ? `${day} ${time}`.trim() : '',
      from: post.date
        ? fromDate(post.date, header, text)
        : `none of header, name, folder and address has one (keys: ${dateKeys.slice(0, 7).join(', ')}, …)`,
    },
    {
      field: 'language',
      value: post.language,
      from: said(['lang', 'language', 'locale']) || 'path and script of the text',
    },
    { field: 'categories', value: post.categories.join(', '), from: listed(listKeys.categories) },
    { field: 'tags', value: post.tags.join(', '), from: listed(listKeys.tags) },
    { field: 'authors', value: post.authors.join(', '), from: listed(listKeys.authors) },
    {
      field: 'link',
      value: post.link?.url ?? '',
      from: post.link?.from ?? noLink(post),
    },
  ]
}

const inTitle = { heading: 'first heading', 'file name': 'file name' } as const

function fromDate({ from, key }: PostDate, header: Header, text: string): string {
  if (from === 'header') return fromHeader(header, key, text)
  if (from === 'sidecar') return `the JSON file beside it: ${key}`
  if (from === 'git') return 'the commit that added it (a guess)'
  return from === 'permalink' ? `${fromHeader(header, key, text)}, an address` : from
}

function fromHeader({ values }: Header, key: string | undefined, text: string): string {
  if (key === undefined) return ''
  const [name = ''] = key.split('.')
  if (!Object.hasOwn(values, name)) return `the JSON file beside it: ${key}`
  const line = text.split('\n', 400).findIndex(written => isLineOf(written, name)) + 1
  return line > 0 ? `header, line ${line}: ${key}` : `header: ${key}`
}

function isLineOf(line: string, key: string): boolean {
  const at = line.indexOf(key)
  const before = line.slice(0, Math.max(0, at))
  return (
    at >= 0 &&
    /^[\s"'.>*[\]#:+-]*(?:<!--\s*)?$/.test(before) &&
    /^["'*]*\s*[:：=\]]/.test(line.slice(at + key.length))
  )
}

const noLink = ({ base }: WholePost): string =>
  base === undefined
    ? 'the address of the site is not known: name it as "site.url" in masthead.yaml'
    : 'the rule of the site, if one is known, has too little to go by here: its pattern can be named as "site.permalink" in masthead.yaml'
