import { leavesOf, type MimePart, textOf } from '../../mime/mime-part.ts'

/** The HTML of a mail with one such part, as it was received to the last line end; of others, nothing. */
export function receivedHtml(root: MimePart): string | undefined {
  const [only, ...others] = leavesOf(root).filter(({ type }) => type === 'text/html')
  return only && others.length === 0 ? textOf(only) : undefined
}
