import stringWidth from 'fast-string-width'

const controls = /[^\P{Cc}\t\n\r]/gu

/** A text without the characters that steer a terminal or end a header; tabs and line ends stay. */
export const withoutControls = (text: string): string => text.replace(controls, '')

/** A text without control characters and of at most `longest` characters, cut with an ellipsis. */
export function shortLine(text: string, longest: number): string {
  const plain = withoutControls(text)
  if (plain.length <= longest) return plain
  // Half of an emoji is no character.
  return `${plain.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** A text of at most `columns`, a Chinese character counting two, cut after a word with an ellipsis. */
export function cutToColumns(text: string, columns: number): string {
  const plain = withoutControls(text).slice(0, 4 * columns)
  if (stringWidth(plain) <= columns) return plain
  let cut = ''
  words ??= new Intl.Segmenter('zh', { granularity: 'word' })
  for (const { segment } of words.segment(plain)) {
    if (stringWidth(cut + segment) > columns - 1) break
    cut += segment
  }
  const end = stringWidth(cut) < columns / 2 ? cutCharacters(plain, columns - 1) : cut
  return `${end.replace(/[\s，、；：,;:—–(（[“「《-]+$/u, '')}…`
}

// Their tables are large, and most commands cut nothing.
let words: Intl.Segmenter | undefined
let characters: Intl.Segmenter | undefined

// Where a word is longer than half the line.
function cutCharacters(text: string, columns: number): string {
  let cut = ''
  characters ??= new Intl.Segmenter('zh')
  for (const { segment } of characters.segment(text)) {
    if (stringWidth(cut + segment) > columns) break
    cut += segment
  }
  return cut
}

/** How many columns a text takes, a Chinese character two. */
export const columnsOf = (text: string): number => stringWidth(text)

/** How many characters composing takes of what a post says; of a subject, of its title however long the name is, of a preheader and one line, how many columns. */
export const longest = { subject: 60, subjectTitle: 30, opening: 72, line: 120, title: 300, text: 2000 }
