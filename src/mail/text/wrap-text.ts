import stringWidth from 'fast-string-width'
import LineBreaker from 'linebreak'

/** In columns, as letters have been wrapped since terminals had eighty. */
export const lineWidth = 72

/**
 * Wraps a text of one or more lines to `width` columns, a Chinese character counting two; lines break where the rules
 * of their scripts let them, and never in an address.
 */
export function wrapText(text: string, width = lineWidth): string {
  return text
    .split('\n')
    .map(line => (stringWidth(line) <= width ? line : wrapLine(line, width)))
    .join('\n')
}

function wrapLine(text: string, width: number): string {
  const lines: string[] = []
  let line = ''
  let columns = 0
  for (const piece of piecesOf(text)) {
    const added = stringWidth(piece.trimEnd())
    if (columns > 0 && columns + added > width) {
      lines.push(line.trimEnd())
      line = ''
      columns = 0
    }
    line += piece
    columns += stringWidth(piece)
  }
  return [...lines, line.trimEnd()].join('\n')
}

// Slashes let a line break, and half an address leads nowhere; nor does a number stand apart from its link.
function piecesOf(text: string): string[] {
  const whole = [...text.matchAll(/(?:https?:\/\/|mailto:)\S+| \[\^?\w+\](?=\W|$)/g)]
  const pieces: string[] = []
  const breaker = new LineBreaker(text)
  let start = 0
  let at = 0
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const { position } = next
    while (at < whole.length && endOf(whole[at]) <= position) at += 1
    const unbroken = whole[at]
    if (unbroken && position > unbroken.index && position < text.length) continue
    pieces.push(text.slice(start, position))
    start = position
  }
  return start < text.length ? [...pieces, text.slice(start)] : pieces
}

const endOf = (match: RegExpExecArray | undefined): number => (match ? match.index + match[0].length : 0)
