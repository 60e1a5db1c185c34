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
