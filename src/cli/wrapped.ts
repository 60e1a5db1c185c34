import stringWidth from 'fast-string-width'

const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** What no line begins with. */
const clinging = /^[\s\p{Pe}\p{Pf}.,;:!?、。，；：！？…]/u

/** In characters; longer texts are no sentences, and would be measured again and again. */
const longest = 5000

/** A text in lines of at most `width` columns; a word that is longer, such as an address, has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  if (text.length > longest) return [text]
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && stringWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
  }
  return [...lines, line.trimEnd()].filter((written, at) => written !== '' || at === 0)
}

// Chinese may be cut between any two words, other text at its spaces only.
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1)
    const joins =
      last !== undefined && (clinging.test(segment) || !(/\s$/.test(last) || isWide(last, segment)))
    if (joins) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}

const han = /\p{Script=Han}|[，。；：、！？）》」]/u
const opening = /[（《「“(["]$/u

const isWide = (before: string, after: string): boolean =>
  !opening.test(before) && (han.test(before.slice(-1)) || han.test(after.slice(0, 1)))
