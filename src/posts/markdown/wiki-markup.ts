import type { PostSource, Taken } from './post-source.ts'

const embedded = /!\[\[[^[\]\n]{1,500}\]\]/y
const spacedPicture = /!\[([^[\]\n]{0,300})\]\(([^()<>\s"'{}][^()<>\n"'{}]{1,500}\.\w{3,4})\)/y
const page = /\[\[([^[\]\n|\s^](?:[^[\]\n|]{0,498}[^[\]\n|\s])?)(?:\|([^[\]\n]{1,500}))?\]\](?!\()/y
const marked = /==(?=[^\s=])[^=\n]{1,1000}(?<=\S)==(?!=)/y
const inlineComment = /%%[^%\n]{1,2000}%%/y

/** A picture or note that Obsidian puts in. */
export function embeddedAt(source: PostSource, at: number): Taken | undefined {
  const written = match(embedded, source.text, at)
  return written && { end: at + written[0].length, text: '' }
}

/** A picture whose file name has spaces, which Markdown wants in angle brackets. */
export function spacedPictureAt(source: PostSource, at: number): Taken | undefined {
  const written = match(spacedPicture, source.text, at)
  if (!written?.[2]?.includes(' ')) return undefined
  const [whole, alt = '', address = ''] = written
  return { end: at + whole.length, text: `![${alt}](<${address}>)` }
}

/** A link to a note: what a reader sees of it. */
export function pageLinkAt(source: PostSource, at: number): Taken | undefined {
  const written = match(page, source.text, at)
  if (!written) return undefined
  const [whole, name = '', shown = name.replace(/(.)[#^].*$/, '$1')] = written
  return /^[\d,.\s]+$/.test(name) ? undefined : { end: at + whole.length, text: shown }
}

/** The start or end of marked text. */
export function markedAt(source: PostSource, at: number): Taken | undefined {
  const closing = source.closings.get(at)
  if (closing !== undefined) return { end: closing, text: '' }
  const written = /[\w=!<>]/.test(source.text[at - 1] ?? '') ? undefined : match(marked, source.text, at)
  if (!written) return undefined
  const end = at + written[0].length
  source.closings.set(end - 2, end)
  return { end: at + 2, text: '' }
}

/** A comment of Obsidian, within a line or over several. */
export function noteCommentAt(source: PostSource, at: number): Taken | undefined {
  const written = /[\d%{]/.test(source.text[at - 1] ?? '') ? undefined : match(inlineComment, source.text, at)
  if (written) return { end: at + written[0].length, text: '' }
  if (source.line(at).trim() !== '%%' || !source.isAtLineStart) return undefined
  const end = source.find('\n%%', at)
  return source.has(end) ? { end: end + 3, text: '' } : undefined
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
