import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'
import { simplified } from '../simplified.ts'
import { isCredit } from '../sources/credit-lines.ts'
import { isSentence, joinSentences, sentencesOf } from './sentences.ts'

/** A shorter text without an end is a byline, a date or a label; a Chinese character weighs as much as three letters. */
const shortest = 30
const wide = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]/g

const formula = /^\$\$/
const caption =
  /^[▲△↑]?\s*(?:图|表|figure|fig\.|table|image|photo|listing|screenshot|下图|上图)\s*[\d一二三四五六七八九十]*\s*[:：.、\s-]/i
const seriesNote =
  /^(?:本(?:文|篇|系列)\S{0,6}(?:属于|是|为)\S{0,30}(?:系列|专栏|连载)|系列(?:文章|目录)|this (?:post|article|is) \S{0,20}\s?(?:part|the \w+ (?:post|article|part|installment)) |(?:part|episode) \d+\b)/i
const byline =
  /^(?:(?:written |posted |published |photo |image |translated )?by |posted (?:on|at|in) |published (?:on|at|in) |last updated|updated (?:on|at)|date[:：])|\b\d+ min(?:ute)?s? read\b|^\S+ \S+ is (?:an?|the) .{0,60}\b(?:engineer|developer|writer|editor|author|consultant|architect|manager|director|officer|strategist|designer|scientist|analyst|specialist)\b.{0,20}\b(?:at|with|for|in|of|who)\b/i
const boilerplate =
  /^(?:版权|著作权|转载请|本文(?:首发|采用|版权|链接|地址)|欢迎(?:关注|加入|扫码)|关注\S{0,10}公众号|扫码|点击\S{0,6}(?:关注|阅读)|目录|table of contents|copyright|©|licensed under|all rights reserved|subscribe|follow (?:us|me) |share this|reference to any non-federal|translated with)/i

/** What opens a text and is none of it: `（记者某某／台北报道）`, `TL;DR:`. */
const label =
  /^(?:[（(【［[][^（）()【】［］[\]]{0,12}记者[^（）()【】［］[\]]{1,30}[）)】］\]]|(?:tl;?dr|摘要|导读|提要|编者按)\s*[:：])\s*/i

/** The text of a paragraph that says something of its own; empty for a byline, caption, series note, label, formula or notice. */
export function proseOf(block: Paragraph, next?: RootContent): string {
  const text = textOf(block)
  const isProse =
    (isSentence(text) || weightOf(text) >= shortest) &&
    !(next?.type === 'list' && !isSentence(text)) &&
    ![caption, seriesNote, byline, boilerplate].some(pattern => pattern.test(simplified(text)))
  return isProse ? text : ''
}

/** The text of a block, without a last sentence that only a list or code below would end; empty for what is no text. */
export function textOf(block: RootContent): string {
  if (block.type !== 'paragraph') return ''
  const whole = withoutLabel(plainText(block))
  const text = /[:：]$/.test(whole) ? withoutLastSentence(whole) : whole
  return isLinks(block) || isCaptioned(block) || isLabelOfLinks(block) || isCredit(text) || formula.test(text)
    ? ''
    : text
}

const withoutLabel = (text: string): string =>
  text.slice(label.exec(simplified(text.slice(0, 60)))?.[0].length ?? 0)

const withoutLastSentence = (text: string): string => joinSentences(sentencesOf(text).slice(0, -1))

// A bar of links has ornaments between them.
const isLinks = ({ children }: Paragraph): boolean =>
  children.every(
    child =>
      child.type === 'link' ||
      child.type === 'image' ||
      child.type === 'break' ||
      (child.type === 'text' && !/[\p{L}\p{N}]/u.test(child.value)),
  )

// A picture with slanted words beside it is a picture with its caption.
const isCaptioned = ({ children }: Paragraph): boolean =>
  children.some(({ type }) => type === 'image') &&
  children.every(child => child.type === 'image' || child.type === 'break' || isMarked(child))

const isMarked = (node: PhrasingContent): boolean =>
  node.type === 'emphasis' || node.type === 'strong' || isSpace(node)

/** A paragraph cut where its author broke the line on purpose, or ended slanted words. */
export function linesOf(block: Paragraph): Paragraph[] {
  const lines: Paragraph[] = [{ type: 'paragraph', children: [] }]
  for (const child of block.children) {
    const line = lines.at(-1)?.children ?? []
    const isBelowNote = child.type === 'text' && /^\s*\n/.test(child.value) && line.every(isMarked)
    if (child.type === 'break' || (isBelowNote && line.length > 0))
      lines.push({ type: 'paragraph', children: [] })
    if (child.type !== 'break') lines.at(-1)?.children.push(child)
  }
  return lines.filter(({ children }) => children.length > 0)
}

/** True for a paragraph that is slanted or bold from its start to its end, as notes of the editor are. */
export const isNote = ({ children }: Paragraph): boolean => children.every(isMarked)

/** True for a paragraph of nothing but pictures. */
export const isPicture = (block: RootContent): boolean =>
  block.type === 'paragraph' &&
  block.children.some(({ type }) => type === 'image') &&
  block.children.every(child => child.type === 'image' || isSpace(child))

// `题目地址：https://…` names an address and says nothing.
function isLabelOfLinks({ children }: Paragraph): boolean {
  const others = children.filter(child => child.type !== 'link')
  if (others.length === children.length) return false
  const rest = plainText(others)
  return rest !== plainText(children) && /[:：]$/.test(rest) && weightOf(rest) < shortest
}

const weightOf = (text: string): number => text.length + 2 * (text.match(wide)?.length ?? 0)

const isSpace = (node: PhrasingContent): boolean => node.type === 'text' && !node.value.trim()
