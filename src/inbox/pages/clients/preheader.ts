import { decodeHTML } from 'entities'
import { htmlTokens } from '../html/html-tokens.ts'

const maxLength = 300
// What newsletters put behind their preheader, so that no text of the mail follows it in the list.
const invisible =
  /\u034F|[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2007\u2060-\u2064\u206A-\u206F\uFEFF]/g
const padding = /(?: ?(?:\u034F|[\u00A0\u00AD\u061C\u180E\u200B-\u200F\u2007\u2060-\u2064\uFEFF])){6,}/

/** The words that a list of mails shows behind the subject: the first of the HTML, hidden ones too, else of the text. */
export function preheaderOf({
  html,
  text,
}: {
  html?: string | undefined
  text?: string | undefined
}): string {
  return inOneLine(firstWords(html ?? '')) || inOneLine((text ?? '').slice(0, maxLength * 4))
}

function firstWords(html: string): string {
  let words = ''
  let isInHead = false
  for (const token of htmlTokens(html)) {
    if (token.kind === 'open' && token.name === 'head') isInHead = true
    if ((token.kind === 'close' && token.name === 'head') || (token.kind === 'open' && token.name === 'body'))
      isInHead = false
    if (token.kind === 'open' && token.name === 'img')
      words += ` ${token.attributes.find(({ name }) => name === 'alt')?.value ?? ''} `
    else if (token.kind === 'open' || token.kind === 'close') words += breaks.test(token.name) ? ' ' : ''
    if (token.kind !== 'text' || isInHead) continue
    words += decodeHTML(html.slice(token.start, Math.min(token.end, token.start + maxLength * 8)))
    if (words.length > maxLength * 8 || padding.test(collapsed(words))) break
  }
  return words
}

const breaks = /^(?:p|div|br|t[dhr]|table|li|ul|ol|h[1-6]|center|section|header|hr)$/

function inOneLine(words: string): string {
  const [beforePadding = ''] = collapsed(words).split(padding)
  return beforePadding.replace(invisible, '').replace(/\s+/g, ' ').trim().slice(0, maxLength)
}

const collapsed = (words: string): string => words.replace(/[ \t\r\n\f]+/g, ' ').trimStart()
