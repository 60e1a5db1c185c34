import type { PostDate } from './dates.ts'
import type { Header } from './header.ts'
import type { Language } from './language.ts'

/** One Markdown file of the content folder, read; its body is read again when it is needed, for there may be thousands. */
export interface Post {
  /** Relative to the content folder, with `/` between folders. */
  path: string
  title: string
  /** Absent when neither the header nor the path names a day. */
  date?: PostDate
  language: Language
  header: Header
  categories: readonly string[]
  tags: readonly string[]
  /** Why its author does not want it shown, such as "a draft". */
  hidden?: string
  /** What was odd about the file, one sentence each. */
  warnings: readonly string[]
}

/** A file of the content folder that is no post, or could not be read as one. */
export interface NotAPost {
  path: string
  reason: string
}

/** True for a file that was read as a post. */
export const isPost = (file: Post | NotAPost): file is Post => 'title' in file
