import stringWidth from 'fast-string-width'

/** A mail program, and how many columns of subject and preheader its list shows; East Asian characters take two. */
export interface ListClient {
  name: string
  subject: number
  preheader: number
}

/** A text as a list shows it, and what it leaves out. */
export interface CutText {
  shown: string
  /** Empty where all is shown. */
  rest: string
  columns: number
}

export const listClients: readonly ListClient[] = [
  { name: 'Gmail, phone', subject: 40, preheader: 45 },
  { name: 'iOS Mail', subject: 41, preheader: 90 },
  { name: 'Gmail, desktop', subject: 70, preheader: 90 },
]

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Cuts a text after so many columns, never inside of a character that is made of several. */
export function cutAt(text: string, maxColumns: number): CutText {
  const columns = stringWidth(text)
  if (columns <= maxColumns) return { shown: text, rest: '', columns }
  let width = 0
  for (const { segment, index } of graphemes.segment(text)) {
    width += stringWidth(segment)
    // The sign for what is left out takes a column.
    if (width > maxColumns - 1)
      return { shown: text.slice(0, index).trimEnd(), rest: text.slice(index), columns }
  }
  return { shown: text, rest: '', columns }
}
