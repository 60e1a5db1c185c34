import { visit } from 'unist-util-visit'
import type { Language } from '../posts/language.ts'
import { parseMarkdown, plainText } from '../posts/markdown/markdown.ts'
import type { IssueHead } from './issue.ts'
import type { FileSection } from './issue-file.ts'
import { longest, shortLine } from './plain-line.ts'
import { issueWords } from './words.ts'

/** The subject that Masthead proposes: name, number, and the title of the first entry. */
export function proposeSubject(
  sections: readonly FileSection[],
  name: string,
  { number, language, id }: Pick<IssueHead, 'number' | 'language' | 'id'>,
): string {
  const [first] = sections.flatMap(section => section.entries)
  const heading = first && parseMarkdown(first.text).children.find(block => block.type === 'heading')
  const title = heading ? plainText(heading) : id
  return shortLine(issueWords[language].subject(name, number, title), longest.subject)
}

/** The preheader that Masthead proposes: how many posts and how many different links to sources. */
export function proposePreheader(sections: readonly FileSection[], language: Language): string {
  const entries = sections.flatMap(section => section.entries)
  const urls = new Set<string>()
  for (const { text } of entries)
    for (const block of parseMarkdown(text).children)
      if (block.type !== 'heading') visit(block, 'link', link => void urls.add(link.url))
  return issueWords[language].preheader(entries.length, urls.size)
}
