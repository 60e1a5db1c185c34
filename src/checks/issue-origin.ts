import type { Issue } from '../issues/issue.ts'
import type { PictureProblem } from '../mail/pictures/picture.ts'
import type { WholePost } from '../posts/post.ts'
import type { Place } from './report.ts'

/** A post of an issue as its file has it. */
export interface PostFile {
  /** Relative to the workspace. */
  file: string
  /** The whole text, header included. */
  source: string
  /** The post; absent where the file is no longer read as one. */
  whole?: WholePost
}

/** What a newsletter says of itself at the end of its mails. */
export interface NewsletterSettings {
  /** Empty where it names none. */
  address: string
  /** Where readers leave who have no page of their own. */
  unsubscribeUrl: string
  /** Where the public pages are, without a slash at the end; absent where there are none. */
  pagesUrl?: string
}

/** What a mail of the newsletter was made of. */
export interface IssueOrigin {
  issue: Issue
  /** `issues/2026-W03/issue.md` */
  file: string
  /** The text of that file. */
  source: string
  /** By the path that entries name. */
  posts: ReadonlyMap<string, PostFile>
  settings: NewsletterSettings
  /** Pictures that the mail does not show as was asked for. */
  pictureProblems: readonly PictureProblem[]
  /** By the path of a post, another issue that went out with it; absent where the others cannot be read. */
  sentIn?: ReadonlyMap<string, string>
}

/** Whether an address is one of the newsletter's public pages. */
export const isOwnPage = (address: string, origin: IssueOrigin | undefined): boolean =>
  origin?.settings.pagesUrl !== undefined && address.startsWith(`${origin.settings.pagesUrl}/`)

/** Where a piece of text stands: in the post that it was taken from, else in the issue file; nothing where it is in neither. */
export function placeOf({ file, source, posts }: IssueOrigin, piece: string): Place | undefined {
  const files = [...posts.values(), { file, source }]
  const found = files.find(candidate => candidate.source.includes(piece))
  if (!found || piece === '') return undefined
  return { file: found.file, line: found.source.slice(0, found.source.indexOf(piece)).split('\n').length }
}

/** All that an issue says in Markdown: its introduction, the texts of its sections, and its entries. */
export const textsOf = ({ introduction, sections }: Issue): string[] => [
  introduction,
  ...sections.flatMap(({ text, entries }) => [text, ...entries.map(({ body }) => body)]),
]
