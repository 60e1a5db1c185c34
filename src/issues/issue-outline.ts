import { IssueError } from '../errors.ts'
import { markedPosts } from './entry-marker.ts'
import type { IssueHead } from './issue.ts'
import { readHead } from './issue-head.ts'

/** What other issues need to know of one: its header, and the posts that it has entries of. */
export interface IssueOutline {
  head: IssueHead
  posts: readonly string[]
}

/** An `issue.md` cut below its header. */
export interface CutIssue {
  /** The line above the header, the header, and the line below it. */
  opening: string
  yaml: string
  closing: string
  rest: string
}

const header = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?\r?\n)(---[ \t]*(?:\r?\n|$))/

/** Reads no more of an `issue.md` than its outline; throws an IssueError that names `file` when its header is wrong. */
export function readOutline(text: string, file: string): IssueOutline {
  const { yaml, rest } = cutHeader(text, file)
  return { head: readHead(yaml, file), posts: markedPosts(rest) }
}

/** Cuts an `issue.md` below its header; throws an IssueError that names `file` where there is none. */
export function cutHeader(text: string, file: string): CutIssue {
  const [whole, opening, yaml, closing] = header.exec(text) ?? []
  if (whole !== undefined && opening !== undefined && yaml !== undefined && closing !== undefined)
    return { opening, yaml, closing, rest: text.slice(whole.length) }
  throw new IssueError(`${file}:1: expected a header between two lines of "---"`, {
    wayOut: 'Restore it from git, or remove the file and compose the issue again.',
  })
}
