/** What was noted about a mail: it is no part of the mail. */
export interface MailMarks {
  isRead: boolean
  tags: readonly string[]
}

const maxTagLength = 100
const maxTags = 50

/** The tags that a list of words gives: letters, digits, spaces, `-`, `.` and `_`; each once, whatever its case. */
export function tagsOf(written: readonly string[]): string[] {
  const tags = new Map<string, string>()
  for (const word of written.slice(0, maxTags * 2)) {
    const tag = word
      .slice(0, maxTagLength)
      .replace(/[^\p{L}\p{M}\p{N} ._-]/gu, '')
      .trim()
    if (tag !== '' && tags.size < maxTags && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
  }
  return [...tags.values()]
}

/** Whether two words are one tag. */
export function isSameTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
