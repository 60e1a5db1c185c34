import type { PostDate } from '../dates.ts'
import type { Header } from '../headers/header.ts'

/** What an address is made of: the part of a post that permalinks need. */
export interface PermalinkFacts {
  /** Relative to the content folder, with `/` between folders. */
  path: string
  title: string
  date?: PostDate
  header: Header
  categories: readonly string[]
  language: string
}

/** The path of an address below that of the site, percent-encoded where it has to be, and where it comes from. */
export interface PermalinkPath {
  path: string
  from: string
}

/** The folders of a file, its name without extension, and the extension with its dot. */
export function partsOf(path: string): { folders: string[]; name: string; extension: string } {
  const folders = path.split('/').filter(part => part !== '')
  const file = folders.pop() ?? ''
  const dot = file.lastIndexOf('.')
  return dot > 0
    ? { folders, name: file.slice(0, dot), extension: file.slice(dot) }
    : { folders, name: file, extension: '' }
}

/** The path of a file below `folder`; nothing where it lies elsewhere. */
export function below(folder: string, path: string): string | undefined {
  const start = trimSlashes(folder)
  if (start === '') return path
  return path.startsWith(`${start}/`) ? path.slice(start.length + 1) : undefined
}

/** The text without `/` at its ends. */
export function trimSlashes(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && text[start] === '/') start += 1
  while (end > start && text[end - 1] === '/') end -= 1
  return text.slice(start, end)
}
