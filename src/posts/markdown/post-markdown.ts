import { withoutAdmonitions } from './admonitions.ts'
import { attributesAt, blockMarkerAt } from './block-markers.ts'
import { escapedAt, fencedCodeAt, indentedCodeAt, inlineCodeAt } from './code-takers.ts'
import { htmlAt } from './html-tags.ts'
import { expressionAt, moduleLineAt } from './jsx.ts'
import { PostSource, type Taken, type Taker } from './post-source.ts'
import { templateTagAt } from './template-tags.ts'
import { embeddedAt, markedAt, noteCommentAt, pageLinkAt, spacedPictureAt } from './wiki-markup.ts'

const atLineStart: Taker[] = [indentedCodeAt, fencedCodeAt, moduleLineAt, blockMarkerAt, noteCommentAt]
const byMark: Record<string, Taker[]> = {
  '{': [templateTagAt, attributesAt, expressionAt],
  '<': [htmlAt],
  '`': [inlineCodeAt],
  '\\': [escapedAt],
  '[': [pageLinkAt],
  '!': [embeddedAt, spacedPictureAt],
  '=': [markedAt],
  '%': [noteCommentAt],
}
const nextMark = /[{<`\\[!=%\n]/g

/**
 * The Markdown of a post as its generator would fill it, in one pass: without template tags, JSX, HTML and the marks of
 * note programs; code stays as it is written.
 */
export function markdownOfPost(body: string, isMdx: boolean): string {
  const source = new PostSource(withoutAdmonitions(body), isMdx)
  for (let at = 0; at < source.text.length; ) {
    const taken = takenAt(source, at) ?? plainAt(source, at)
    source.write(taken.text)
    at = taken.end
  }
  return source.written
}

function takenAt(source: PostSource, at: number): Taken | undefined {
  const mark = source.text[at] ?? ''
  if (mark === '\n') return undefined
  const block = source.isAtLineStart ? firstOf(atLineStart, source, at) : undefined
  return block ?? firstOf(byMark[mark] ?? [], source, at)
}

function firstOf(takers: readonly Taker[], source: PostSource, at: number): Taken | undefined {
  for (const taker of takers) {
    const taken = taker(source, at)
    if (taken) return taken
  }
  return undefined
}

function plainAt({ text }: PostSource, at: number): Taken {
  nextMark.lastIndex = at + 1
  const next = text[at] === '\n' ? at + 1 : (nextMark.exec(text)?.index ?? text.length)
  return { end: next, text: text.slice(at, next) }
}
