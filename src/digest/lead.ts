import type { RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { sentencesOf } from './sentences.ts'
import { isCredit } from './sources.ts'

/** What one sentence says when it is at least this long: characters of Chinese, words of other text. */
const enough = { characters: 30, words: 14 }

const longest = 400
/** A shorter text without an end is a byline, a date or a label. */
const shortest = 30
const sentenceEnd = /[.!?。！？…]["'”’」』）)\]]*$/

const notProse = /[:：]$|^\$\$/

/** The first sentence of the first prose block, and up to `most` while they are short. */
export function leadOf(blocks: readonly RootContent[], most: number): string {
  for (const [at, block] of blocks.entries()) {
    const text = proseOf(block)
    if (text && !isCutByList(text, blocks[at + 1])) return shorten(joinUntilEnough(sentencesOf(text), most))
  }
  return ''
}

// "This release has three changes, including" says nothing without the list below it.
const isCutByList = (text: string, next: RootContent | undefined): boolean =>
  next?.type === 'list' && !sentenceEnd.test(text)

/** The text of a paragraph that says something; empty for other blocks, credits and lines of links. */
export function proseOf(block: RootContent): string {
  if (block.type !== 'paragraph') return ''
  const text = plainText(block)
  const linked = block.children.every(
    child => child.type === 'link' || child.type === 'image' || isSpace(child),
  )
  const isLabel = text.length < shortest && !sentenceEnd.test(text)
  return linked || isLabel || isCredit(text) || notProse.test(text) ? '' : text
}

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
