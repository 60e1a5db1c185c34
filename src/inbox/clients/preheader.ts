import { decodeHTML } from 'entities'
import { attributeOf, htmlTokens, type OpenTag } from '../html/html-tokens.ts'

/** What lists of mails show behind the subject. */
export interface ListWords {
  /** The hidden words at the head of the HTML; empty where it has none. */
  preheader: string
  /** The words of the mail that follow in the room that is left; empty where the mail keeps them out. */
  following: string
}

const maxLength = 300
// Style sheets stand before the first words.
const maxHtmlLength = 100_000
const maxRead = maxLength * 8

// What newsletters put behind their preheader, so that no text of the mail follows it in the list.
const invisible =
  /\u034F|[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2007\u2060-\u2064\u206A-\u206F\uFEFF]/g
const padding = /(?: ?(?:\u034F|[\u00A0\u00AD\u061C\u180E\u200B-\u200F\u2007\u2060-\u2064\uFEFF])){6,}/

// Not `font-size:0`: templates set it on cells against the room between blocks.
const hiding =
  /display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|(?:max-height|opacity)\s{0,9}:\s{0,9}0(?![.\d])|mso-hide\s{0,9}:\s{0,9}all/i
const isVoid = /^(?:img|br|hr|input|meta|link|area|base|col|embed|source|track|wbr)$/
const breaks = /^(?:p|div|br|t[dhr]|table|li|ul|ol|h[1-6]|center|section|header|hr)$/

/** The words that stand behind the subject in a list: hidden ones of the HTML, then its first words, else those of the text. Reads the first 100,000 characters of the HTML. */
export function listWordsOf({
  html = '',
  text = '',
}: {
  html?: string | undefined
  text?: string | undefined
}): ListWords {
  const { hidden, visible } = firstWords(html.slice(0, maxHtmlLength))
  const preheader = inOneLine(hidden)
  const following =
    preheader !== '' && padding.test(collapsed(hidden + visible.slice(0, maxLength)))
      ? ''
      : inOneLine(visible)
  if (preheader === '' && following === '') return { preheader, following: inOneLine(text.slice(0, maxRead)) }
  return { preheader, following }
}

function firstWords(html: string): { hidden: string; visible: string } {
  const words = { hidden: '', visible: '' }
  let hider: { name: string; depth: number } | undefined
  let isInHead = false
  for (const token of htmlTokens(html)) {
    if (token.kind === 'open' || token.kind === 'close') {
      if (token.name === 'head') isInHead = token.kind === 'open'
      if (token.name === 'body') isInHead = false
      const shown = hider ? 'hidden' : 'visible'
      if (breaks.test(token.name)) words[shown] += ' '
      if (hider?.name === token.name) hider.depth += token.kind === 'open' ? 1 : -1
      if (hider?.depth === 0) hider = undefined
      if (!hider && token.kind === 'open' && isHidden(token)) hider = { name: token.name, depth: 1 }
      if (!hider && token.kind === 'open' && token.name === 'img')
        words.visible += ` ${attributeOf(token, 'alt')?.slice(0, maxRead) ?? ''} `
    }
    if (token.kind !== 'text' || isInHead) continue
    // What is hidden further down, such as a version for phones, is no preheader.
    if (hider && words.visible.trim() !== '') continue
    words[hider ? 'hidden' : 'visible'] += decodeHTML(
      html.slice(token.start, Math.min(token.end, token.start + maxRead)),
    )
    if (words.visible.length > maxRead || words.hidden.length > maxRead * 4) break
  }
  return words
}

function isHidden(tag: OpenTag): boolean {
  if (isVoid.test(tag.name)) return false
  return hiding.test(attributeOf(tag, 'style') ?? '') || attributeOf(tag, 'hidden') !== undefined
}

function inOneLine(words: string): string {
  const [beforePadding = ''] = collapsed(words).split(padding)
  return beforePadding.replace(invisible, '').replace(/\s+/g, ' ').trim().slice(0, maxLength)
}

const collapsed = (words: string): string => words.replace(/[ \t\r\n\f]+/g, ' ').trimStart()
