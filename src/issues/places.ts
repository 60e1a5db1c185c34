import type { Entry, Form } from './entry.ts'
import type { FileEntry, FileSection, IssueFile } from './issue-file.ts'
import { isMoreSection } from './more-section.ts'

/** Where an entry stands in the file. */
export interface Place {
  entry: FileEntry & { post: string }
  /** In the list of titles. */
  isMore: boolean
}

/** The places of the entries that have a post. */
export const placesIn = (sections: readonly FileSection[]): Place[] =>
  sections.flatMap(section =>
    section.entries.filter(hasPost).map(entry => ({ entry, isMore: isMoreSection(section) })),
  )

const hasPost = (entry: FileEntry): entry is FileEntry & { post: string } => entry.post !== undefined

/** What the editor wants told of an entry: all, who moved its title out of the list; the title, who moved it there. */
export function wantedOf(place: Place | undefined): Form | undefined {
  if (!place) return undefined
  const { entry, isMore } = place
  if (isMore) return entry.wish === 'more' ? undefined : 'title'
  return entry.wish === undefined ? undefined : 'whole'
}

/** The sections without the entries of some posts in the list of titles, and without a list that has none left. */
export const withoutTitles = (sections: readonly FileSection[], posts: ReadonlySet<string>): FileSection[] =>
  sections.flatMap(section => (isMoreSection(section) ? withoutEntries(section, posts) : [section]))

/** What of an issue that stands is not composing's own: entries of these posts that nobody edited or moved are left out. */
export function editorsPart(file: IssueFile, posts: readonly Entry[]): IssueFile {
  const selected = new Set(posts.map(({ post }) => post))
  const own = placesIn(file.sections).filter(place => !place.entry.edited && wantedOf(place) === undefined)
  const composed = new Set(own.map(({ entry }) => entry.post).filter(post => selected.has(post)))
  const left = [...file.composed.posts].filter(post => !composed.has(post))
  return {
    ...file,
    sections: file.sections.flatMap(section => withoutEntries(section, composed)),
    composed: { ...file.composed, posts: new Set(left) },
  }
}

// A section that is emptied goes with its entries.
function withoutEntries(section: FileSection, posts: ReadonlySet<string>): FileSection[] {
  const entries = section.entries.filter(({ post }) => post === undefined || !posts.has(post))
  const isEmptied = entries.length === 0 && section.entries.length > 0 && isBare(section)
  return isEmptied ? [] : [{ ...section, entries }]
}

// Nothing but the heading, and in the list of titles the comment of composing.
const isBare = (section: FileSection): boolean =>
  section.text.trim().split(/\r?\n/).length <= (isMoreSection(section) ? 2 : 1)
