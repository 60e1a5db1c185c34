import type { Language } from '../posts/language.ts'
import type { Post } from '../posts/post.ts'
import { longest, shortLine } from './plain-line.ts'

/** How an issue is cut into sections. */
export interface SectionSettings {
  by: 'category' | 'tag' | 'folder'
  /** Categories, tags or folders, in the order in which their sections stand; others come after them. */
  order: readonly string[]
  /** What their headings say, for all languages or for each. */
  titles: Readonly<Record<string, string | Partial<Record<Language, string>>>>
}

/** The category, tag or folder that a post stands under: the first that the settings name, else its first. */
export function sectionNameOf(
  { path, categories, tags }: Pick<Post, 'path' | 'categories' | 'tags'>,
  { by, order }: SectionSettings,
): string | undefined {
  const names = by === 'folder' ? foldersOf(path) : by === 'tag' ? tags : categories
  const [named] = order.filter(name => names.some(other => isSameName(other, name)))
  return named ?? names[0]
}

// `notes/go/x.md` is in `notes`, and in `notes/go` where the settings say so.
function foldersOf(path: string): string[] {
  const folders = path.split('/').slice(0, -1)
  return folders.map((_, at) => folders.slice(0, at + 1).join('/'))
}

/** What the heading of a section says. */
export function titleOfSection(name: string, { titles }: SectionSettings, language: Language): string {
  const [, title = name] = Object.entries(titles).find(([key]) => isSameName(key, name)) ?? []
  return shortLine(typeof title === 'string' ? title : (title[language] ?? name), longest.title)
}

/** Where a section stands: as the settings say, then those that they do not name, then the one of posts without a name. */
export function rankOfSection(name: string | undefined, { order }: SectionSettings): number {
  if (name === undefined) return order.length + 1
  const rank = order.findIndex(other => isSameName(other, name))
  return rank < 0 ? order.length : rank
}

/** True for names that differ in case only. */
export const isSameName = (a: string | undefined, b: string | undefined): boolean =>
  a?.toLowerCase() === b?.toLowerCase()
