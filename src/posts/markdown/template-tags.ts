import { codeBlock } from './code-takers.ts'
import type { PostSource, Taken } from './post-source.ts'
import { addressFor, isInAddress, unknown } from './tag-in-address.ts'
import { holeAt } from './text-hole.ts'

const codeTags =
  /^(highlight|codeblock|code|prism|mermaid|katex|math|latex|chart|echarts|plantuml|uml|graphviz|diagram|gnuplot)$/
const pictureTag =
  /\{[%{][-<%]?\s*(?:(?:include|include_cached|render|partial)\s+['"]?(?:[\w-]{1,40}\/){0,4})?(?:image|img|asset_img|picture|photo|figure|fig)\b/y
const droppedTags = /^(comment|capture|style|javascript|schema|css|script)$/
const quotedMark = /\{\{-?[ \t]*(['"])(\{\{|\}\}|\{%|%\})\1[ \t]*-?\}\}/y
const inFormula = /[\w})\]][_^]$|\\$|(?:^|[^}])\}$/
const shortcodeStart = /^\{\{[<%]/
const silentTag =
  /^\{[%{][-<%]?\s*(?:\/|end|(?:raw|if|elsif|elif|else|unless|case|when|for|break|continue|assign|set|increment|decrement|cycle|block|macro|import|from|extends|with)\b)/
const goesOn = /^\s?[\p{Ll}\p{N}\p{Script=Han}.,;:!?，。；：！？、)]/u
const liquidName = /\{%-?\s*(\w+)?/y
const shortcodeName = /\{\{[<%]\s*(\/?[ \t]*\w[\w./-]*)?/y

/** A tag of Liquid, Hexo, Hugo, Zola, Nunjucks or Vue; code between two tags becomes a code block. */
export function templateTagAt(source: PostSource, at: number): Taken | undefined {
  if (at < source.rawUntil) return undefined
  if (source.text.startsWith('{%', at)) return liquidTagAt(source, at)
  if (source.text.startsWith('{#', at)) return jinjaCommentAt(source, at)
  if (!source.text.startsWith('{{', at)) return undefined
  const third = source.text[at + 2]
  return third === '<' || third === '%' ? shortcodeAt(source, at, third) : outputAt(source, at)
}

function liquidTagAt(source: PostSource, at: number): Taken {
  liquidName.lastIndex = at
  const [start = '', name = ''] = liquidName.exec(source.text) ?? []
  const end = endOfTag(source, at, '{%', '%}')
  if (end === undefined) return neverClosed(at, start)
  const closing = isPaired(name) ? closingTag(source, `end${name}`, end, /\{%-?\s*$/) : undefined
  if (name === 'raw') source.rawUntil = closing?.at ?? 0
  if (closing && droppedTags.test(name)) return { end: closing.end, text: '' }
  if (closing && codeTags.test(name))
    return codeBetween(source, end, closing, /\w+/.exec(source.text.slice(at + start.length, end)))
  return gone(source, at, end)
}

function shortcodeAt(source: PostSource, at: number, mark: '<' | '%'): Taken {
  shortcodeName.lastIndex = at
  const [start = '', name = ''] = shortcodeName.exec(source.text) ?? []
  const end = endOfTag(source, at, '{{', `${mark === '<' ? '>' : '%'}}}`)
  if (end === undefined) return neverClosed(at, start)
  const inside = source.text.slice(at + start.length, end - 3)
  if (/^\/\*[^`]*\*\/$/.test(inside)) {
    const shown = source.text.slice(at, end).replace('/*', ' ').replace('*/', ' ').replace(/\s+/g, ' ')
    return { end, text: `\`${shown}\`` }
  }
  const isAlone = !isPaired(name) || inside.trimEnd().endsWith('/')
  const closing = isAlone ? undefined : closingTag(source, `/${name}`, end, /\{\{[<%]\s*$/)
  if (closing && name === 'comment') return { end: closing.end, text: '' }
  if (closing && codeTags.test(name)) return codeBetween(source, end, closing, /\w+/.exec(inside))
  return gone(source, at, end)
}

function outputAt(source: PostSource, at: number): Taken | undefined {
  quotedMark.lastIndex = at
  const quoted = quotedMark.exec(source.text)
  if (quoted) return { end: quotedMark.lastIndex, text: quoted[2] ?? '' }
  // In a formula braces are braces.
  if (inFormula.test(source.text.slice(Math.max(0, at - 2), at)) && !isInAddress(source.tail))
    return undefined
  const end = endOfTag(source, at, '{{', source.text[at + 2] === '{' ? '}}}' : '}}')
  return end === undefined ? undefined : gone(source, at, end)
}

const isPaired = (name: string): boolean => name === 'raw' || codeTags.test(name) || droppedTags.test(name)

function jinjaCommentAt(source: PostSource, at: number): Taken | undefined {
  const end = endOfTag(source, at, '{#', '#}')
  return end === undefined ? undefined : { end, text: '' }
}

// A tag ends before the next one and within its paragraph, or it is none.
function endOfTag(source: PostSource, at: number, open: string, close: string): number | undefined {
  const end = source.find(close, at + 2)
  const isClosed = source.has(end) && end < source.find(open, at + 2) && end < source.find('\n\n', at)
  return isClosed ? end + close.length : undefined
}

interface Closing {
  at: number
  end: number
}

function closingTag(source: PostSource, name: string, from: number, before: RegExp): Closing | undefined {
  const found = source.find(name, from)
  if (!source.has(found)) return undefined
  const start = before.exec(source.text.slice(Math.max(from, found - 10), found))?.[0].length
  const end = source.find('}', found)
  if (start === undefined || !source.has(end)) return undefined
  return { at: found - start, end: end + (source.text[end + 1] === '}' ? 2 : 1) }
}

const codeBetween = (
  source: PostSource,
  from: number,
  closing: Closing,
  language: RegExpExecArray | null,
): Taken => ({
  end: closing.end,
  text: codeBlock(language?.[0] ?? '', source.text.slice(from, closing.at)),
})

const neverClosed = (at: number, start: string): Taken => ({ end: at + start.length, text: '' })

// What stands below a picture may be its caption.
function gone(source: PostSource, at: number, end: number): Taken {
  const { tail, text } = source
  if (isInAddress(tail)) return { end, text: addressFor(text.slice(at, end), tail, text[end] ?? '') }
  pictureTag.lastIndex = at
  return { end, text: pictureTag.test(text) ? `![](${unknown})` : holeOf(source, at, end) }
}

// What a tag of another kind does shows in its name only: it stands for words where words go on behind it.
function holeOf(source: PostSource, at: number, end: number): string {
  const { text } = source
  if (text.startsWith('{{', at) && !shortcodeStart.test(text.slice(at, at + 3))) return holeAt(source, end)
  const isWithin = goesOn.test(text.slice(end, end + 2)) && /[\p{L}\p{N},]\s$/u.test(source.tail)
  return isWithin && !silentTag.test(text.slice(at, at + 40)) ? holeAt(source, end) : ''
}
