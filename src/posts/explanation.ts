import { dateKeys, type PostDate } from './dates.ts'
import { decodeText } from './decode-text.ts'
import { type Header, listEntry, textEntry } from './header.ts'
import type { Post } from './post.ts'
import { listKeys } from './read-post.ts'
import { titleKeys } from './title.ts'

/** One field of a post: what it is, and where that was found. */
export interface ExplainedField {
  field: string
  value: string
  from: string
}

/** Where each field of a post came from, by header key and line, file name, or heading; `bytes` are those of its file. */
export function explainPost(post: Post, bytes: Uint8Array): ExplainedField[] {
  const text = decodeText(bytes)?.text ?? ''
  const { header } = post
  const said = (keys: readonly string[]) => fromHeader(header, textEntry(header, keys)?.key, text)
  const listed = (keys: readonly string[]) => fromHeader(header, listEntry(header, keys)?.key, text)
  const { time = '', day } = post.date ?? {}
  return [
    {
      field: 'header',
      value: header.format,
      from: header.format === 'none' ? 'there is none' : 'the start of the file',
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
      from: post.link?.from ?? 'no rule is known: name one as "site.permalink" in masthead.yaml',
    },
  ]
}

const inTitle = { heading: 'first heading', 'file name': 'file name' } as const

function fromDate({ from, key }: PostDate, header: Header, text: string): string {
  if (from === 'header') return fromHeader(header, key, text)
  if (from === 'sidecar') return `the JSON file beside it: ${key}`
  if (from === 'git') return 'the commit that added it (a guess)'
  return from === 'permalink' ? 'the address in its header' : from
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
