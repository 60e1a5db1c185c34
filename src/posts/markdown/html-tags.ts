import type { PostSource, Taken } from './post-source.ts'
import { readTag, type Tag } from './read-tag.ts'
import { filledAddress } from './tag-in-address.ts'

/** Elements that hold no prose. */
const dropped =
  /^(script|style|details|table|pre|svg|math|iframe|video|audio|object|select|form|button|noscript|canvas|figcaption|CodeBlock|Mermaid)$/
const blocks =
  /^(p|div|center|section|article|header|footer|main|aside|nav|figure|picture|ul|ol|dl|dt|dd|hr|address|fieldset)$/
const headings = /^h[1-6]$/
const pictures = /^(img|Img|Image)$/
const excerptMarker = /^<!--\s*(?:more|truncate|end|excerpt)\s*-->/i
const afterBlock = /[ \t]*(?:\n[ \t]*)?/y
const longestTag = 20_000
const longestAnchor = 1000

/** A tag, an element without prose, or a comment: gone, with its text kept as Markdown and its pictures as pictures. */
export function htmlAt(source: PostSource, at: number): Taken | undefined {
  if (source.text.startsWith('<!--', at)) return commentAt(source, at)
  const tag = readTag(source, at)
  if (!tag || tag.end - at > longestTag) return undefined
  if (isGeneric(source, at, tag)) return { end: at + 1, text: '\\<' }
  if (tag.name === '') return source.isMdx ? { end: tag.end, text: '' } : undefined
  if (tag.name === 'code' && !tag.isClosing) return codeElementAt(source, at, tag)
  if (pictures.test(tag.name)) return { end: tag.end, text: pictureOf(tag) }
  if (tag.name === 'a' && !tag.isClosing) return anchorAt(source, at, tag) ?? elementTagAt(source, tag)
  return (!tag.isClosing && droppedElementAt(source, at, tag)) || elementTagAt(source, tag)
}

function commentAt(source: PostSource, at: number): Taken {
  const end = source.find('-->', at + 4)
  if (!source.has(end)) return { end: at + 4, text: '' }
  const marker = excerptMarker.exec(source.text.slice(at, Math.min(end + 3, at + 100)))
  return { end: end + 3, text: marker ? `\n\n${marker[0]}\n\n` : '' }
}

// `Vec<T>` and `Promise<void>` are types, where nothing closes the tag that they look like.
function isGeneric(source: PostSource, at: number, { name, isClosing, end }: Tag): boolean {
  const isBare = source.text[at + 1 + name.length] === '>' && end - at === name.length + 2
  if (isClosing || !isBare || !/\w/.test(source.text[at - 1] ?? '') || isClosedSoon(source, name, end))
    return false
  return /^[A-Z]/.test(name) || /[A-Z]\w*$/.test(source.text.slice(Math.max(0, at - 40), at))
}

function isClosedSoon(source: PostSource, name: string, from: number): boolean {
  const closing = source.find('</', from)
  return closing < from + 2000 && source.text.slice(closing, from + 2000).includes(`</${name}`)
}

// What is more than words and simple tags is kept without its link.
function anchorAt(source: PostSource, at: number, tag: Tag): Taken | undefined {
  const address = /^\s*(https?:\/\/[^\s<>{}\\]+)\s*$/i.exec(tag.attributes.get('href') ?? '')?.[1]
  const end = address === undefined ? undefined : source.endOfElement('a', at)
  if (end === undefined || end - tag.end > longestAnchor) return undefined
  const written = source.text.slice(tag.end, end - '</a'.length)
  const text = written.replace(/<\/?(?:b|i|em|strong|span|u|font|code)(?:\s[^<>]{0,300})?>/gi, '').trim()
  if (text === '' || /[<>[\]{}`]|\n\s*\n/.test(text)) return undefined
  const closing = source.text.indexOf('>', end)
  return closing < 0 ? undefined : { end: closing + 1, text: `[${text}](<${address}>)` }
}

function codeElementAt(source: PostSource, at: number, tag: Tag): Taken {
  const end = source.endOfElement('code', at)
  if (end !== undefined && end < source.find('\n\n', at)) source.rawUntil = Math.max(source.rawUntil, end)
  return { end: tag.end, text: '' }
}

function droppedElementAt(source: PostSource, at: number, tag: Tag): Taken | undefined {
  if (!dropped.test(tag.name) || source.text[tag.end - 2] === '/') return undefined
  const inner = source.endOfElement(tag.name, at)
  const end = inner === undefined ? source.text.length : source.find('>', inner)
  return source.has(end) ? { end: end + 1, text: '\n\n' } : undefined
}

function elementTagAt(source: PostSource, tag: Tag): Taken {
  const { name, isClosing, end } = tag
  const line = source.lineSoFar
  const isQuoteOrItem = /^\s*(?:[>|]|[-*+]\s|\d+[.)]\s)/.test(line)
  if (name === 'br') return { end, text: ' ' }
  if (isQuoteOrItem) return { end, text: '' }
  if (headings.test(name) && !isClosing)
    return { end: skipSpace(source, end), text: `\n\n${'#'.repeat(Number(name[1]))} ` }
  if (name === 'li' && !isClosing) return { end: skipSpace(source, end), text: '\n- ' }
  if (name === 'blockquote' && !isClosing) return { end: skipSpace(source, end), text: '\n\n> ' }
  const isAlone = line.trim() === '' && source.line(end).trim() === ''
  const isBlock =
    blocks.test(name) || headings.test(name) || name === 'li' || name === 'blockquote' || isAlone
  return isBlock ? { end: skipSpace(source, end), text: '\n\n' } : { end, text: '' }
}

// The indentation of HTML is no code.
function skipSpace(source: PostSource, from: number): number {
  afterBlock.lastIndex = from
  afterBlock.exec(source.text)
  return afterBlock.lastIndex
}

function pictureOf({ attributes }: Tag): string {
  const url = filledAddress(attributes.get('src') ?? attributes.get('data-src') ?? '')
  const isPixel =
    /^[01](?:px)?$/.test(attributes.get('width') ?? '') ||
    /^[01](?:px)?$/.test(attributes.get('height') ?? '')
  if (!url || isPixel || /[<>\n{}]/.test(url)) return ''
  return `![${(attributes.get('alt') ?? '').replace(/[[\]\\\n`]/g, ' ')}](<${url}>)`
}
