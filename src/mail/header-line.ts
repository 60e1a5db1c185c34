import { shortLine } from '../issues/plain-line.ts'

// A header is folded at its spaces, and servers refuse a line of more than 998 bytes.
const longestSubject = 800
// Each character may be a quote, which takes two.
const longestName = 400
// A comment is not folded, and a character of Chinese takes nine bytes in it.
const longestComment = 80

/** A subject as it may stand in the head of a message: one line, no steering characters, not too long. */
export const subjectLine = (text: string): string => oneLine(text, longestSubject)

/** The same of the name beside an address. */
export const nameLine = (text: string): string => oneLine(text, longestName)

/** The same of a comment. */
export const commentLine = (text: string): string => oneLine(text, longestComment)

const oneLine = (text: string, longest: number): string =>
  shortLine(
    text
      .slice(0, 4 * longest)
      .replace(/\s+/g, ' ')
      .trim(),
    longest,
  ).toWellFormed()
