import { decodeHTML } from 'entities'

/** The words that an HTML page shows, roughly: enough to find them again. */
export function wordsOfHtml(html: string): string {
  return decodeHTML(withoutTags(withoutElements(html))).replace(/\s+/g, ' ')
}

function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, ' ')
}

// What stands in these is not shown.
function withoutElements(html: string): string {
  return html
    .split(/<(?=(?:style|script|title|!--)\b|!--)/i)
    .map((piece, at) => (at === 0 ? piece : afterElement(piece)))
    .join(' ')
}

function afterElement(piece: string): string {
  const end = /^!--/.test(piece) ? /-->/ : /<\/(?:style|script|title)[^<>]*>/i
  const found = end.exec(piece)
  return found ? piece.slice(found.index + found[0].length) : ''
}
