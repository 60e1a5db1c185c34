import type { Reply, Stage } from './reply.ts'

/** How many characters of a reply are kept. */
export const longestReply = 4000

const codeOfLine = /^([2-5]\d\d)(?:[ -]|$)/
// `550-5.1.1 …` is as RFC 2034 has it; qmail writes `(#5.1.1)` at the end, and others `#5.1.1`.
const enhancedCode = /(?:^|#)([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/
// Terminals, logs and tables act on these; U+2028 and U+2029 part lines.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu

/**
 * A reply of an SMTP server, of one line or several, with or without the line end; what is no reply gives nothing.
 * Of a reply of more than 4,000 characters the beginning is kept, and a last line tells so.
 */
export function parseReply(text: string, stage: Stage): Reply | undefined {
  const lines = linesOf(text.slice(0, longestReply))
  const codes = lines.flatMap(line => codeOfLine.exec(line)?.[1] ?? [])
  const [code] = codes
  // Some servers leave the code out of lines between the first and the last; none gives two different ones.
  if (code === undefined || !lines[0]?.startsWith(code) || codes.some(other => other !== code))
    return undefined
  const enhanced = enhancedOf(lines)
  const cut = text.length - longestReply
  const told = cut > 0 ? [...lines, `(${cut} more characters)`] : lines
  return { stage, code: Number(code), ...(enhanced && { enhanced }), text: told.join('\n') }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map(line => line.replace(invisible, ' ').trim())
    .filter(line => line !== '')
}

function enhancedOf(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const found = enhancedCode.exec(line.replace(codeOfLine, '').trimStart())?.[1]
    if (found !== undefined) return found
  }
  return undefined
}
