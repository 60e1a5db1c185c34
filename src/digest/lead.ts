import type { Paragraph, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { sentencesOf } from './sentences.ts'
import { isCredit } from './sources/credit-lines.ts'

/** What one sentence says when it is at least this long: characters of Chinese, words of other text. */
const enough = { characters: 30, words: 14 }

const longest = 400
/** A summary comes from the opening of a paragraph, however long that is. */
const opening = 2000
/** A shorter text without an end is a byline, a date or a label; a Chinese character weighs as much as three letters. */
const shortest = 30
const wide = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]/g
const sentenceEnd = /[.!?。！？…]["'”’」』）)\]]*$/

const formula = /^\$\$/
// What a list below would go on with.
const unfinished = /(?<=[.!?。！？…]['"”’」』）)\]]{0,3})\s*[^.!?。！？…]{0,200}[:：]$/

/** The first sentence of the first prose block, and up to `most` while they are short; of a quotation where there is no other. */
export function leadOf(blocks: readonly RootContent[], most: number): string {
  for (const [at, block] of blocks.entries()) {
    const text = proseOf(block)
    if (text && !isCutByList(text, blocks[at + 1]))
      return shorten(joinUntilEnough(sentencesOf(text.slice(0, opening)), most))
  }
  const quoted = blocks.flatMap(block => (block.type === 'blockquote' ? block.children : []))
  return quoted.length > 0 ? leadOf(quoted, most) : ''
}

// "This release has three changes, including" says nothing without the list below it.
const isCutByList = (text: string, next: RootContent | undefined): boolean =>
  next?.type === 'list' && !sentenceEnd.test(text)

/** The text of a paragraph that says something; empty for other blocks, credits and lines of links. */
export function proseOf(block: RootContent): string {
  const text = textOf(block).replace(unfinished, '')
  return weightOf(text) < shortest && !sentenceEnd.test(text) ? '' : text
}

/** The same, however short it is. */
export function textOf(block: RootContent): string {
  if (block.type !== 'paragraph') return ''
  const text = plainText(block)
  const linked = block.children.every(
    child => child.type === 'link' || child.type === 'image' || isSpace(child),
  )
  return linked ||
    isLabelOfLinks(block, text) ||
    isCredit(text) ||
    formula.test(text) ||
    /[:：]$/.test(text.replace(unfinished, ''))
    ? ''
    : text
}

// `题目地址：https://…` names an address and says nothing.
function isLabelOfLinks(block: Paragraph, text: string): boolean {
  const links = block.children.filter(child => child.type === 'link').map(link => plainText(link))
  const rest = links.reduce((left, link) => left.replace(link, ''), text).trim()
  return links.length > 0 && /[:：]$/.test(rest) && weightOf(rest) < shortest
}

const weightOf = (text: string): number => text.length + 2 * (text.match(wide)?.length ?? 0)

/** A text of at most some 400 characters, cut after a word or clause, with an ellipsis; sentences are hardly ever longer. */
export function shorten(text: string): string {
  if (text.length <= longest) return text
  const end = text.slice(0, longest).search(/[\s，、；,;][^\s，、；,;]*$/)
  // Half of an emoji is no character.
  return `${text.slice(0, end > longest / 2 ? end : longest).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const isSpace = (node: { type: string; value?: string }): boolean =>
  node.type === 'text' && !node.value?.trim()

function joinUntilEnough(sentences: readonly string[], most: number): string {
  let text = ''
  for (const sentence of sentences.slice(0, most)) {
    if (isEnough(text)) break
    const gap = /[\p{Script=Han}。！？…”」』）]$/u.test(text) || text === '' ? '' : ' '
    text += gap + sentence
  }
  return text
}

function isEnough(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han * 2 > text.length ? text.length >= enough.characters : text.split(/\s+/).length >= enough.words
}
