import { IssueError } from '../errors.ts'
import { decodeWholeText } from '../posts/content/decode-whole-text.ts'

/**
 * The text of an issue's file, in UTF-8 or in UTF-16 with its mark; throws an IssueError that names `file` and the line
 * for anything else, because a guess would be written back over the editor's words.
 */
export function decodeIssue(bytes: Uint8Array, file: string): string {
  const decoded = decodeWholeText(bytes)
  if ('text' in decoded) return decoded.text
  throw new IssueError(file + decoded.problem, {
    wayOut: 'Save the file as UTF-8 in your editor; nothing was written.',
  })
}
