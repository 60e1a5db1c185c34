import type { RootContent } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import { namesReferences } from '../sources/references.ts'
import { withoutHoles } from './holes.ts'
import { standsAlone } from './presentable.ts'
import { proseOf } from './prose.ts'
import { firstSentencesOf, isQuestion, isSentence, joinSentences } from './sentences.ts'
import { lengthOf } from './words.ts'

const longest = 400

/** The first sentence of some prose that can stand alone; of a quotation, else of a list, where there is no other. */
export const leadOf = (blocks: readonly RootContent[]): string =>
  leadOfText(blocks) || leadOfItems(blocks.slice(0, endOfText(blocks)))

function leadOfText(blocks: readonly RootContent[]): string {
  let short = ''
  for (const [at, block] of blocks.entries()) {
    if (block.type !== 'paragraph') continue
    const sentences = firstSentencesOf(proseOf(withoutHoles(block), blocks[at + 1])).filter(standsAlone)
    const sentence = sentences.find(saysEnough)
    if (sentence !== undefined) return shorten(sentence)
    short ||= sentences[0] ?? ''
  }
  if (short !== '') return shorten(short)
  const quoted = blocks.flatMap(block => (block.type === 'blockquote' ? block.children : []))
  return quoted.length > 0 ? leadOfText(quoted) : ''
}

// A list without prose is one of labels as often as one of sentences.
function leadOfItems(blocks: readonly RootContent[]): string {
  for (const block of blocks)
    for (const { children } of block.type === 'list' ? block.children : []) {
      const [first] = children
      if (first?.type !== 'paragraph') continue
      const [sentence] = firstSentencesOf(proseOf(withoutHoles(first))).filter(standsAlone)
      if (sentence !== undefined && isSentence(sentence) && saysEnough(sentence)) return shorten(sentence)
    }
  return ''
}

function endOfText(blocks: readonly RootContent[]): number {
  const isEnd = (block: RootContent) =>
    (block.type === 'heading' || block.type === 'paragraph') && namesReferences(plainText(block))
  const end = blocks.findIndex(isEnd)
  return end < 0 ? blocks.length : end
}

// `Foundation models? A commodity.` only leads up to what is said.
function saysEnough(sentence: string): boolean {
  const { characters, words } = lengthOf(sentence)
  return !isQuestion(sentence) && characters + 2 * words >= 12
}

/** A text of at most some 400 characters: its first sentences, or the start of the first one with an ellipsis. */
export function shorten(text: string): string {
  if (text.length <= longest) return text
  const sentences = firstSentencesOf(text)
  const fitting = sentences.findIndex((_, at) => joinSentences(sentences.slice(0, at + 1)).length > longest)
  return fitting > 0 ? joinSentences(sentences.slice(0, fitting)) : cut(text)
}

function cut(text: string): string {
  const end = text.slice(0, longest).search(/[\s，、；,;][^\s，、；,;]*$/)
  // Half of an emoji is no character.
  return `${text.slice(0, end > longest / 2 ? end : longest).replace(/[\uD800-\uDBFF]$/, '')}…`
}
