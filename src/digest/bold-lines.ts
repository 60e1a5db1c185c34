import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { isCredit } from './sources/credit-lines.ts'
import { namesReferences } from './sources/references.ts'
import { isNote } from './summaries/prose.ts'
import { isSentence } from './summaries/sentences.ts'

/** A line in bold that stands above a text as a heading does. */
export interface BoldLine {
  headline: string
  /** The line with what stands in brackets behind it, such as `（来源：[t](u)）`. */
  note?: Paragraph[]
  /** What stands right below it in the same paragraph. */
  rest?: Paragraph[]
}

/** In characters; what is longer is a paragraph in bold. */
const longest = 100
const inBrackets = /^[（(【[].{1,300}[）)】\]]$/

/** The bold line that a block is, or opens with where its source stands behind it in brackets. */
export function boldLineOf(block: RootContent): BoldLine | undefined {
  if (block.type !== 'paragraph' || !block.children.some(({ type }) => type === 'strong')) return undefined
  if (isNote(block)) return lineOf(block)
  const [strong, ...others] = block.children
  if (strong?.type !== 'strong') return undefined
  const [behind, ...rest] = cutAtLineEnd(others)
  const hasSource = behind.children.some(({ type }) => type === 'link') && inBrackets.test(plainText(behind))
  const note = [paragraphOf([strong, ...behind.children])]
  return hasSource ? lineOf(paragraphOf([strong]), { note, rest }) : undefined
}

function lineOf(bold: Paragraph, behind: Omit<BoldLine, 'headline'> = {}): BoldLine | undefined {
  const headline = plainText(bold)
  const isTitle = headline.length <= longest && !isSentence(headline) && !/[:：]$/.test(headline)
  if (!isTitle || isCredit(headline) || namesReferences(headline)) return undefined
  return { headline, ...behind }
}

function cutAtLineEnd(nodes: readonly PhrasingContent[]): [line: Paragraph, ...rest: Paragraph[]] {
  const at = nodes.findIndex(node => node.type === 'break' || (node.type === 'text' && /\n/.test(node.value)))
  const end = nodes[at]
  if (!end) return [paragraphOf([...nodes])]
  const [line = '', ...lines] = end.type === 'text' ? end.value.split('\n') : []
  const rest = [textNode(lines.join('\n')), ...nodes.slice(at + 1)]
  return [paragraphOf([...nodes.slice(0, at), textNode(line)]), paragraphOf(rest)]
}

const paragraphOf = (children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
const textNode = (value: string): PhrasingContent => ({ type: 'text', value })
