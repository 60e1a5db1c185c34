import type { Language } from '../posts/language.ts'
import { writeHeading } from './entry.ts'
import { isMarkedMore } from './entry-marker.ts'
import type { FileEntry, FileSection } from './issue-file.ts'
import { issueWords } from './words.ts'

/** True for the section of which only titles stand; the editor may have renamed and moved it. */
export const isMoreSection = ({ text }: Pick<FileSection, 'text'>): boolean => isMarkedMore(text)

/** A section for titles, with its first. */
export function moreSection(
  added: FileEntry,
  { language, lineEnd }: { language: Language; lineEnd: string },
): FileSection {
  const { more, moreHint } = issueWords[language]
  const lines = [writeHeading(2, more), `<!-- more: ${moreHint} -->`, '', '']
  return { title: more, text: lines.join(lineEnd), entries: [added] }
}

/** The sections without the entries of some posts in the list of titles, and without a list that has none left. */
export function withoutTitles(sections: readonly FileSection[], posts: ReadonlySet<string>): FileSection[] {
  return sections.flatMap(section => {
    if (!isMoreSection(section)) return [section]
    const entries = section.entries.filter(({ post }) => post === undefined || !posts.has(post))
    const isEmpty = entries.length === 0 && section.entries.length > 0 && isBare(section.text)
    return isEmpty ? [] : [{ ...section, entries }]
  })
}

// Nothing but the heading and the comment of composing.
const isBare = (text: string): boolean => text.trim().split(/\r?\n/).length <= 2
