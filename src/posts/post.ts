import type { PostDate } from './dates.ts'
import type { Day } from './days.ts'
import type { Header } from './headers/header.ts'
import type { Permalink } from './permalinks/permalink.ts'
import type { TitleOrigin } from './title.ts'

/** One Markdown file of the content folder, read; its body is read again when it is needed, for there may be thousands. */
export interface Post {
  /** Relative to the content folder, with `/` between folders; to the workspace, where there are several folders. */
  path: string
  title: string
  titleFrom: TitleOrigin
  /** Absent when nothing names a day. */
  date?: PostDate
  /** A BCP 47 tag, such as `zh-CN`, `en` or `ja`. */
  language: string
  header: Header
  categories: readonly string[]
  tags: readonly string[]
  authors: readonly string[]
  /** Its own address, where a rule for it is known. */
  link?: Permalink
  /** What its relative links and pictures are relative to: its own address, else that of the site. */
  base?: string
  /** The address of the site that publishes it. */
  home?: string
  /** Why it is not shown, whatever the day, such as "a draft". */
  hidden?: string
  publishes?: Day
  expires?: Day
  /** The paths of the same post in other languages, which are left out for it. */
  translations?: readonly string[]
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
