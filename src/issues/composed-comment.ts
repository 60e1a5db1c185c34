import { visit } from 'unist-util-visit'
import { parseEntry } from './parse-entry.ts'

/** What composing remembers of itself. */
export interface Composed {
  /** The posts that were put in; one of them without an entry was removed by the editor. */
  posts: ReadonlySet<string>
  /** Hashes of the subject and the preheader that were proposed. */
  subject: string
  preheader: string
}

const comment = /<!--\s*composed from\b([^\n<>]*)(\n[^<>]*)?-->/
const commentAtTheEnd = new RegExp(`${comment.source}\\s*$`)

/** The comment as it stands at the very end of an issue file, with the white space around it; empty where it does not. */
export function composedEndOf(body: string): string {
  const start = body.lastIndexOf('<!--')
  return start < 0 ? '' : (commentAtTheEnd.exec(body.slice(start))?.[0] ?? '')
}

/** Each such comment of a text: an editor may have written below it. One that stands in code is text. */
export function composedCommentsIn(text: string): string[] {
  return spansIn(text).map(({ start, end }) => text.slice(start, end))
}

/** The text without such comments, and without the blank line that stood below each. */
export function withoutComposed(text: string): string {
  return spansIn(text).reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end).replace(/^\r?\n(\r?\n)?/, ''),
    text,
  )
}

/** What the comments say: all posts that they list, and the proposals of the last. */
export function readComposed(comments: readonly string[]): Composed {
  const read = comments.map(text => comment.exec(text) ?? [])
  const proposals = read.at(-1)?.[1] ?? ''
  return {
    posts: new Set(read.flatMap(([, , list = '']) => listedPosts(list))),
    subject: /subject: (\w+)/.exec(proposals)?.[1] ?? '',
    preheader: /preheader: (\w+)/.exec(proposals)?.[1] ?? '',
  }
}

/** The comment that ends an issue file. */
export function writeComposed({ posts, subject, preheader }: Composed, lineEnd: string): string {
  const lines = [...posts].toSorted().map(post => post.replace(/[%<>\p{Cc}]/gu, encodeURIComponent))
  const proposals = [subject && ` · subject: ${subject}`, preheader && ` · preheader: ${preheader}`].join('')
  return [`<!-- composed from${proposals}`, ...lines, '-->', ''].join(lineEnd)
}

function spansIn(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = []
  if (!text.includes('composed from')) return spans
  visit(parseEntry(text), 'html', ({ position }) => {
    const from = position?.start.offset ?? 0
    const found = comment.exec(text.slice(from, position?.end.offset))
    if (found) spans.push({ start: from + found.index, end: from + found.index + found[0].length })
  })
  return spans
}

const listedPosts = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(Boolean)
    .map(safeDecode)

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
