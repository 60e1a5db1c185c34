import type { PostSource, Taken } from './post-source.ts'

const container = /^[ \t>]*:{2,}[ \t]*(?:[A-Za-z{[][^\n]*)?$/
const oneLineContainer = /^[ \t>]*:{3,}[ \t]*[\w-]+[ \t]+(.*?)[ \t]*:{3,}[ \t]*$/
const alert = /^([ \t]*>[> \t]*)\[![\w-]+\][+-]?[^\n]*$/
const tableOfContents =
  /^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\]|@\[toc\].*|\{:toc.*\}|\$\{toc\}|\{\{\s*toc\s*\}\})[ \t]*$/i
const attributes = /^[ \t>]*\{::?[^{}\n]*\}[ \t]*$/
const inserted = /^[ \t]*(?:<<<[ \t]*@|--8<--|;--8<--)/
const longestMarker = 1000

/** A line that says how the lines around it look, such as `:::tip Title`, `> [!NOTE]`, `[TOC]` or `{: .class}`. */
export function blockMarkerAt(source: PostSource, at: number): Taken | undefined {
  const end = source.endOfLine(at)
  if (end - at > longestMarker) return undefined
  const line = source.text.slice(at, end)
  const oneLine = oneLineContainer.exec(line)
  if (oneLine) return { end, text: oneLine[1] ?? '' }
  const quote = alert.exec(line)
  if (quote) return { end, text: quote[1] ?? '' }
  const isMarker = [container, tableOfContents, attributes, inserted].some(marker => marker.test(line))
  return isMarker ? { end, text: '' } : undefined
}

const itemStart = /(?:^|\n)[ \t]*[-*+][ \t]$/
const kramdown = /\{:[ \t]*[^{}\n]{0,300}\}/y
const named = /\{(?:[#.][^\s{}][^{}\n]{0,300}|[\w-]+=[^{}\n]{1,300})\}/y

/** Attributes in braces behind what they belong to: `## Title {#id}`, `[x](y){: target="_blank"}`. */
export function attributesAt(source: PostSource, at: number): Taken | undefined {
  const before = source.text[at - 1] ?? ''
  const end = endOf(kramdown, source.text, at) ?? endOf(named, source.text, at)
  if (end === undefined) return undefined
  const endsLine = source.line(end).trim() === '' && /\s/.test(before)
  const isItem = source.text[at + 1] === ':' && itemStart.test(source.text.slice(Math.max(0, at - 12), at))
  return /[)\]*_`>"]/.test(before) || endsLine || isItem ? { end, text: '' } : undefined
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}
