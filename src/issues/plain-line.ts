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

/** How many characters composing takes of what a post says. */
export const longest = { subject: 200, title: 300, text: 2000 }
