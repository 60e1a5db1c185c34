import type { PostSource, Taken } from './post-source.ts'

const opening = /[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)/y
const indented = /^(?: {4}| {0,3}\t)/
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:)(?:\s|$)/

/** A fenced code block, as it stands; one that is never closed reaches to the end, as in Markdown. */
export function fencedCodeAt(source: PostSource, at: number): Taken | undefined {
  opening.lastIndex = at
  const [, fence = '', information = ''] = opening.exec(source.text) ?? []
  if (fence === '' || (fence.startsWith('`') && information.includes('`'))) return undefined
  let line = source.endOfLine(at) + 1
  while (line < source.text.length) {
    const end = source.endOfLine(line)
    const bare = source.text
      .slice(line, end)
      .replace(/^[ \t>]+/, '')
      .trimEnd()
    if (isClosing(bare, fence)) {
      // A block that was indented inside HTML lost its indentation at its first line: the last one has to follow.
      const last = at === 0 || source.text[at - 1] === '\n' ? source.text.slice(line, end) : bare
      return { end, text: source.text.slice(at, line) + last }
    }
    line = end + 1
  }
  return { end: source.text.length, text: source.text.slice(at) }
}

const isClosing = (line: string, fence: string): boolean =>
  line.length >= fence.length && line.startsWith(fence) && new Set(line).size === 1

/** The lines of an indented code block, as they stand; keeps account of lists, in which indentation is no code. */
export function indentedCodeAt(source: PostSource, at: number): Taken | undefined {
  if (at > 0 && source.text[at - 1] !== '\n') return undefined
  const isBehindBlank = isBlank(source.text.slice(source.text.lastIndexOf('\n', at - 2) + 1, at))
  const line = source.line(at)
  if (listItem.test(line)) source.isInList = true
  else if (/^\S/.test(line) && isBehindBlank) source.isInList = false
  if (source.isInList || !isBehindBlank || !isIndented(line)) return undefined
  let end = source.endOfLine(at)
  while (source.has(end) && (isIndented(source.line(end + 1)) || isBlank(source.line(end + 1))))
    end = source.endOfLine(end + 1)
  return { end, text: source.text.slice(at, end) }
}

const isBlank = (text: string): boolean => text.trim() === ''
const isIndented = (line: string): boolean => indented.test(line) && !isBlank(line)

/** Inline code, as it stands; backticks that nothing closes in their paragraph are text. */
export function inlineCodeAt(source: PostSource, at: number): Taken {
  const ticks = runOfTicks(source, at)
  const end = at + ticks
  const paragraphEnd = source.find('\n\n', at)
  const closing = source.tickRun(ticks, end)
  const codeEnd = closing < paragraphEnd ? closing + ticks : end
  return { end: codeEnd, text: source.text.slice(at, codeEnd) }
}

function runOfTicks(source: PostSource, at: number): number {
  let end = at
  while (source.text[end] === '`') end++
  return end - at
}

/** A backslash and the mark that it makes text. */
export function escapedAt(source: PostSource, at: number): Taken {
  const end = Math.min(at + (source.text[at + 1] === '\n' ? 1 : 2), source.text.length)
  return { end, text: source.text.slice(at, end) }
}

/** Markdown of a code block. */
export function codeBlock(language: string, code: string): string {
  const longest = (code.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `\n\n${fence}${language}\n${code.replace(/^[ \t]*\n/, '').trimEnd()}\n${fence}\n\n`
}
