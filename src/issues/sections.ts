import type { Language } from '../posts/language.ts'
import { type Entry, type Form, isSameText, writeEntry, writeHeading } from './entry.ts'
import type { Wish } from './entry-marker.ts'
import type { FileEntry, FileSection } from './issue-file.ts'
import { isMoreSection, moreSection } from './more-section.ts'
import { isSameName, rankOfSection, type SectionSettings, titleOfSection } from './section-name.ts'
import { issueWords } from './words.ts'

/** What all sections of one composition share. */
export interface Draft {
  entries: readonly Entry[]
  language: Language
  /** How the file ends its lines. */
  lineEnd: string
  sections: SectionSettings
  /** How much of each post stands in the issue, and what its marker says of that. */
  shapes: ReadonlyMap<string, Shape>
}

/** How an entry stands in the file. */
export interface Shape {
  form: Form
  wish?: Wish
  /** In the section of its category, or in the list of titles. */
  place: 'section' | 'list'
}

/** The sections of a new issue: in the order of the settings, then in that of their first entries. */
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

/** The Markdown of an entry in its form, with the line ends of the file. */
export function write(entry: Entry, { language, lineEnd, shapes }: Draft): string {
  const { form = 'whole', wish } = shapes.get(entry.post) ?? {}
  return writeEntry(entry, language, form, wish).replaceAll('\n', lineEnd)
}

/**
 * The sections with one more entry, at the end of the section where its category stands, which the editor may have
 * renamed; one of which only the title stands goes to the list of these.
 */
export function withEntry(sections: readonly FileSection[], entry: Entry, draft: Draft): FileSection[] {
  const added: FileEntry = { text: write(entry, draft) + draft.lineEnd, post: entry.post, edited: false }
  if (draft.shapes.get(entry.post)?.place === 'list') {
    const list = sections.find(isMoreSection)
    return list
      ? withAppended(sections, list, added, draft)
      : [...closeLast(sections, draft), moreSection(added, draft)]
  }
  const title = sectionTitle(entry, draft)
  const home =
    sections.find(section => !isMoreSection(section) && hasKin(section, entry.category, draft)) ??
    sections.find(section => !isMoreSection(section) && isSameName(section.title, title))
  if (home) return withAppended(sections, home, added, draft)
  const text = writeHeading(2, title) + draft.lineEnd.repeat(2)
  const at = placeFor(entry.category, sections, draft)
  return [
    ...closeLast(sections.slice(0, at), draft),
    { title, text, entries: [added] },
    ...sections.slice(at),
  ]
}

function hasKin({ entries }: FileSection, category: string | undefined, draft: Draft): boolean {
  const posts = new Set(entries.map(({ post }) => post))
  return draft.entries.some(entry => posts.has(entry.post) && isSameName(entry.category, category))
}

// Behind the last section that belongs before it: the editor may have an order of their own.
function placeFor(category: string | undefined, sections: readonly FileSection[], draft: Draft): number {
  const rank = rankOfSection(category, draft.sections)
  const ranks = sections.map(section => rankOf(section, draft))
  const before = ranks.findLastIndex(other => other !== undefined && other <= rank)
  if (before >= 0) return before + 1
  const after = ranks.findIndex(other => other !== undefined)
  return after < 0 ? sections.length : after
}

function rankOf(section: FileSection, draft: Draft): number | undefined {
  if (isMoreSection(section)) return Number.POSITIVE_INFINITY
  const first = draft.entries.find(({ post }) => section.entries.some(entry => entry.post === post))
  return first && rankOfSection(first.category, draft.sections)
}

const blankLinesAfter = (text: string): string => /\n(\s*)$/.exec(text)?.[1] ?? ''

const withAppended = (sections: readonly FileSection[], home: FileSection, added: FileEntry, draft: Draft) =>
  sections.map(section => (section === home ? append(section, added, draft) : section))

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

function sectionTitle({ category }: Entry, { entries, language, sections }: Draft): string {
  if (category !== undefined) return titleOfSection(category, sections, language)
  const { otherPosts, posts } = issueWords[language]
  return entries.some(entry => entry.category !== undefined) ? otherPosts : posts
}
