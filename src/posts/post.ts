import type { PostDate } from './dates.ts'
import type { Day } from './days.ts'
import type { Header, HeaderFormat } from './headers/header.ts'
import type { Permalink } from './permalinks/permalink.ts'
import type { TitleOrigin } from './title.ts'

/**
 * One Markdown file of the content folder, as far as choosing it goes. It keeps neither header nor body, for there may
 * be thousands: they are read again for the few that are looked at closely.
 */
export interface Post {
  /** Relative to the content folder, with `/` between folders; to the workspace, where there are several folders. */
  path: string
  title: string
  titleFrom: TitleOrigin
  /** Absent when nothing names a day. */
  date?: PostDate
  /** A BCP 47 tag, such as `zh-CN`, `en` or `ja`. */
  language: string
  format: HeaderFormat
  categories: readonly string[]
  tags: readonly string[]
  authors: readonly string[]
  /** Its own address, where a rule for it is known. */
  link?: Permalink
  /** Why it is not shown, whatever the day, such as "a draft". */
  hidden?: string
  publishes?: Day
  expires?: Day
  /** What its header says to tell which posts are translations of one another. */
  translationKey?: string
  /** The JSON file that goes with it, relative to the content folder. */
  sidecar?: string
  /** The paths of the same post in other languages, which are left out for it. */
  translations?: readonly string[]
  /** What was odd about the file, one sentence each. */
  warnings: readonly string[]
}

/** A post with all that its file says. */
export interface WholePost extends Post {
  header: Header
  /** What its relative links and pictures are relative to: its own address, else that of the site. */
  base?: string
  /** The address of the site that publishes it. */
  home?: string
  /** The Markdown below the header, with `\n` line ends. */
  body: string
}

/** A file of the content folder that is no post, or could not be read as one. */
export interface NotAPost {
  path: string
  reason: string
}

/** True for a file that was read as a post. */
export const isPost = <P extends Post>(file: P | NotAPost): file is P => 'title' in file
