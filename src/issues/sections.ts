import type { Language } from '../posts/language.ts'
import { type Entry, isSameText, writeEntry, writeHeading } from './entry.ts'
import type { FileEntry, FileSection } from './issue-file.ts'
import { longest, shortLine } from './plain-line.ts'
import { issueWords } from './words.ts'

/** What all sections of one composition share. */
export interface Draft {
  entries: readonly Entry[]
  language: Language
  /** How the file ends its lines. */
  lineEnd: string
}

/** The sections of a new issue: one for each category, in the order of its first entry. */
export function sectionsOf(draft: Draft): FileSection[] {
  return draft.entries.reduce<FileSection[]>((sections, entry) => withEntry(sections, entry, draft), [])
}

/** A section whose unedited entries say what their posts say now; every other character is as it was. */
export function refreshed(section: FileSection, draft: Draft): FileSection {
  const entries = section.entries.map(standing => {
    const entry = draft.entries.find(({ post }) => post === standing.post)
    if (standing.edited || !entry) return standing
    const text = write(entry, draft)
    return isSameText(text, standing.text)
      ? standing
      : { ...standing, text: text + blankLinesAfter(standing.text) }
  })
  return { ...section, entries }
}

/** The sections with one more entry, at the end of the section where its category stands, which the editor may have renamed. */
export function withEntry(sections: readonly FileSection[], entry: Entry, draft: Draft): FileSection[] {
  const title = sectionTitle(entry, draft)
  const kin = new Set(
    draft.entries.filter(({ category }) => isSameName(category, entry.category)).map(({ post }) => post),
  )
  const home =
    sections.find(({ entries }) => entries.some(({ post }) => post !== undefined && kin.has(post))) ??
    sections.find(section => isSameName(section.title, title))
  const added: FileEntry = { text: write(entry, draft) + draft.lineEnd, post: entry.post, edited: false }
  if (home) return sections.map(section => (section === home ? append(section, added, draft) : section))
  const text = writeHeading(2, title) + draft.lineEnd.repeat(2)
  return [...closeLast(sections, draft), { title, text, entries: [added] }]
}

const write = (entry: Entry, { language, lineEnd }: Draft): string =>
  writeEntry(entry, language).replaceAll('\n', lineEnd)

const isSameName = (a: string | undefined, b: string | undefined): boolean =>
  a?.toLowerCase() === b?.toLowerCase()

const blankLinesAfter = (text: string): string => /\n(\s*)$/.exec(text)?.[1] ?? ''

function append(section: FileSection, added: FileEntry, draft: Draft): FileSection {
  const closed = closeSection(section, draft)
  return { ...closed, entries: [...closed.entries, added] }
}

const closeLast = (sections: readonly FileSection[], draft: Draft): FileSection[] =>
  sections.map((section, at) => (at === sections.length - 1 ? closeSection(section, draft) : section))

// A heading needs a blank line above it.
function closeSection(section: FileSection, { lineEnd }: Draft): FileSection {
  const close = (text: string) => (/\n\r?\n$/.test(text) ? text : text.replace(/\r?\n?$/, lineEnd.repeat(2)))
  const last = section.entries.at(-1)
  if (!last) return { ...section, text: close(section.text) }
  return { ...section, entries: [...section.entries.slice(0, -1), { ...last, text: close(last.text) }] }
}

function sectionTitle({ category }: Entry, { entries, language }: Draft): string {
  if (category !== undefined) return shortLine(category, longest.title)
  const { otherPosts, posts } = issueWords[language]
  return entries.some(entry => entry.category !== undefined) ? otherPosts : posts
}
