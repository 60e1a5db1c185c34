import type { Language } from '../posts/language.ts'
import { plainText } from '../posts/markdown/markdown.ts'
import type { IssueHead } from './issue.ts'
import type { FileEntry, FileSection } from './issue-file.ts'
import { parseEntry } from './parse-entry.ts'
import { columnsOf, cutToColumns, longest } from './plain-line.ts'
import { isAlso, linksIn, openingOf, strengthOf } from './strength.ts'
import { issueWords } from './words.ts'

/** The subject that Masthead proposes: name, number, and the title of the strongest entry, as long as inboxes show it. */
export function proposeSubject(
  sections: readonly FileSection[],
  name: string,
  { number, language, id }: Pick<IssueHead, 'number' | 'language' | 'id'>,
): string {
  const strongest = strongestEntry(sections, language)
  const title = (strongest && titleOf(strongest.text)) || id
  const { subject } = issueWords[language]
  const room = Math.max(longest.subjectTitle, longest.subject - columnsOf(subject(name, number, '')))
  return subject(name, number, cutToColumns(title, room))
}

/** The preheader that Masthead proposes: how the strongest entry begins, how many posts and links to sources there are. */
export function proposePreheader(sections: readonly FileSection[], language: Language): string {
  const entries = sections.flatMap(section => section.entries)
  const strongest = strongestEntry(sections, language)
  const opening = strongest
    ? cutToColumns(openingOf(parseEntry(strongest.text).children), longest.opening)
    : ''
  const told = entries.flatMap(({ text }) => parseEntry(text).children)
  const sources = linksIn(told.filter(block => block.type !== 'heading' && !isAlso(block)))
  const counts = issueWords[language].preheader(entries.length, sources.size)
  return opening === '' ? counts : `${opening} · ${counts}`
}

// One in the language of the newsletter, where there is one; of entries that are alike, the first.
function strongestEntry(sections: readonly FileSection[], language: Language): FileEntry | undefined {
  const entries = sections.flatMap(section => section.entries)
  const readable = entries.filter(({ text }) => /\p{Script=Han}/u.test(titleOf(text)) === (language !== 'en'))
  const ranked = (readable.length > 0 ? readable : entries).map(entry => ({
    entry,
    strength: strengthOf(entry.text),
  }))
  return ranked.toSorted((a, b) => b.strength - a.strength)[0]?.entry
}

function titleOf(text: string): string {
  const heading = parseEntry(text).children.find(block => block.type === 'heading')
  return heading ? plainText(heading) : ''
}
